//! What pages and API share: a route is path + action + handler in one declaration, and everything else follows from it.
//!
//!     request ──► frame (id, log, headers, cross-site) ──► guard (who, may they) ──► handler ──► service
//!                                                              └── Failure ──► page or problem
//!
//! What always holds:
//! - no handler runs before the permission table has said yes for the action of its route;
//! - a form is read by [`fields::Posted`] alone, which refuses one that another site sent;
//! - every answer has the security headers, and an answer to somebody who has signed in is kept by no cache.

pub(crate) mod app;
pub(crate) mod assets;
pub(crate) mod failure;
pub(crate) mod fields;
pub(crate) mod frame;
pub(crate) mod guard;
pub(crate) mod href;
pub(crate) mod probe;
pub(crate) mod routes;
pub(crate) mod serve;
pub(crate) mod tls;
pub(crate) mod visit;
