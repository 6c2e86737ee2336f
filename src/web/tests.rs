//! The server as browsers meet it, in one process: routes and roles, sign-in, forms of others, headers.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use domain::{message::Lang, permission::Role};
use tower::ServiceExt as _;

use crate::{
    config::Environment,
    edge::{app::App, guard, href::href},
    service::{
        Ctx, accounts, demo,
        open::{self, Asked},
    },
    web,
};

mod forms;
mod sign_in;
mod walk;

/// The password of every account of the tests.
const PASSWORD: &str = "ett långt lösenord";

/// A server on the sample municipality.
pub(crate) struct Server {
    router: Router,
    pub(crate) ctx: Ctx,
    folder: tempfile::TempDir,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).map_or("", |it| it.to_str().unwrap())
    }

    /// The session's cookie that it sets, name and value.
    pub(crate) fn cookie(&self) -> String {
        let set = self.headers.get_all(header::SET_COOKIE).iter().map(|it| it.to_str().unwrap());
        let set: Vec<&str> = set.collect();
        let session = set.into_iter().rev().find(|it| it.starts_with("skydd=")).unwrap_or_default();
        session.split(';').next().unwrap().to_owned()
    }

    /// The token of its forms.
    pub(crate) fn token(&self) -> String {
        let after = self.body.split("name=\"token\" value=\"").nth(1).unwrap_or_default();
        after.split('"').next().unwrap().to_owned()
    }
}

/// Somebody who has signed in: cookie and token.
#[derive(Debug, Clone)]
pub(crate) struct Signed {
    pub(crate) cookie: String,
    pub(crate) token: String,
}

impl Server {
    /// The sample, without a directory: quick.
    pub(crate) async fn empty() -> Self {
        Self::new(false).await
    }

    /// The sample with its directory read.
    pub(crate) async fn with_sample() -> Self {
        Self::new(true).await
    }

    async fn new(sample: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let environment = Environment::default();
        let path = folder.path().join("data");
        let asked = Asked { folder: &path, lang: Some(Lang::Sv), environment: &environment };
        let ctx = open::demo(&asked).await.unwrap();
        if sample {
            demo::load(&ctx).await.unwrap();
        }
        let app = Arc::new(App::new(&ctx, false).unwrap());
        let router = guard::router(&app, web::routes(), web::layout::failure);
        Self { router, ctx, folder }
    }

    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Makes an account of a role.
    pub(crate) async fn account(&self, login: &str, role: Role) {
        accounts::create(&self.ctx, login, "Person På Prov", PASSWORD.to_owned(), role).await.unwrap();
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let mut request = request;
        let address: std::net::SocketAddr = "192.0.2.7:4711".parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(address));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        // An equals sign is written as a reference: it could end an attribute without quotes.
        let body = String::from_utf8_lossy(&bytes).replace("&#x3D;", "=");
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(crate) async fn call(&self, method: Method, path: &str, cookie: &str, form: Option<&str>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !cookie.is_empty() {
            request = request.header(header::COOKIE, cookie);
        }
        if form.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        self.send(request.body(Body::from(form.unwrap_or_default().to_owned())).unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.call(Method::GET, path, cookie, None).await
    }

    pub(crate) async fn post(&self, path: &str, cookie: &str, form: &str) -> Answer {
        self.call(Method::POST, path, cookie, Some(form)).await
    }

    /// Tries to sign in.
    pub(crate) async fn try_sign_in(&self, login: &str, password: &str) -> Answer {
        let form = crate::edge::href::with_query("", [("login", login), ("password", password)]);
        self.post("/logga-in", "", form.trim_start_matches('?')).await
    }

    /// Signs in for good.
    pub(crate) async fn sign_in(&self, login: &str) -> Signed {
        let answer = self.try_sign_in(login, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let cookie = answer.cookie();
        let token = self.get("/", &cookie).await.token();
        Signed { cookie, token }
    }

    /// A server of every role with somebody signed in.
    pub(crate) async fn roles(&self) -> BTreeMap<Role, Signed> {
        use strum::VariantArray as _;
        let mut out = BTreeMap::new();
        for role in Role::VARIANTS.iter().copied().filter(|it| *it != Role::Nobody) {
            let login: &'static str = role.into();
            self.account(login, role).await;
            out.insert(role, self.sign_in(login).await);
        }
        out
    }
}

/// The path of a route with objects of the sample in its places.
pub(crate) fn filled(path: &str) -> String {
    let parts: Vec<String> = path
        .split('/')
        .skip(1)
        .map(|part| match part {
            "{name}" => asset_name(),
            "{asset}" => "INF-001".to_owned(),
            "{system}" => "EKO".to_owned(),
            "{control}" => "LOG-01".to_owned(),
            other => other.to_owned(),
        })
        .collect();
    href(&parts.iter().map(String::as_str).collect::<Vec<_>>())
}

fn asset_name() -> String {
    let css = crate::edge::assets::Assets::load().at.css;
    css.trim_start_matches("/static/").to_owned()
}
