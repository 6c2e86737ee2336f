//! A route is its method, path, action and handler in one declaration. None can lack an action: there is no way to write it.

use std::sync::Arc;

use axum::{
    handler::Handler,
    http::Method,
    routing::{self, MethodRouter},
};
use domain::permission::Action;

use super::app::App;

/// Paths that anybody reaches. The list only shrinks: a new path in it is a decision record.
pub(crate) const PUBLIC: &[&str] =
    &["/healthz", "/readyz", "/static/{name}", "/logga-in", "/installningar/utseende"];

/// What a route needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Needs(pub(crate) Action);

/// Who reaches a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Anybody: its path stands in [`PUBLIC`].
    Public,
    /// Whoever may do that.
    Needs(Action),
}

/// A declared route.
#[derive(Debug, Clone)]
pub(crate) struct Route {
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the walk over all routes"))]
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) access: Access,
}

/// Declared routes with their handlers.
#[derive(Default)]
pub(crate) struct Routes(pub(crate) Vec<(Route, MethodRouter<Arc<App>>)>);

impl Routes {
    /// A page or a resource to read.
    pub(crate) fn get<H, T>(self, path: &'static str, needs: Needs, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(Method::GET, path, Access::Needs(needs.0), routing::get(handler))
    }

    /// A form or a change.
    pub(crate) fn post<H, T>(self, path: &'static str, needs: Needs, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(Method::POST, path, Access::Needs(needs.0), routing::post(handler))
    }

    /// What anybody reads.
    pub(crate) fn public<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(Method::GET, path, Access::Public, routing::get(handler))
    }

    /// What anybody sends.
    pub(crate) fn public_post<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(Method::POST, path, Access::Public, routing::post(handler))
    }

    /// The routes of both.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    fn add(
        mut self,
        method: Method,
        path: &'static str,
        access: Access,
        handler: MethodRouter<Arc<App>>,
    ) -> Self {
        self.0.push((Route { method, path, access }, handler));
        self
    }

    /// What was declared.
    #[cfg(test)]
    pub(crate) fn list(&self) -> Vec<Route> {
        self.0.iter().map(|it| it.0.clone()).collect()
    }
}
