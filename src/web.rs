//! Pages: parse, call one service, render. A view holds text and counts; the template beside it decides nothing.

mod access;
mod assets;
mod classify;
mod controls;
mod evidence;
mod form;
pub(crate) mod layout;
mod list;
mod log;
mod look;
mod parts;
mod report;
mod sign_in;
mod start;
mod systems;
mod words;

use domain::permission::Action::{
    AccessCheck, AuditVerify, ClassificationPropose, EvidenceRecord, PostureRead, SignIn,
};

use crate::edge::routes::{Needs, Routes};

/// Every page.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .public("/logga-in", sign_in::show)
        .public_post("/logga-in", sign_in::begin)
        .post("/logga-ut", Needs(SignIn), sign_in::end)
        .public_post("/installningar/utseende", look::choose)
        .get("/", Needs(PostureRead), start::show)
        .get("/tillgangar", Needs(PostureRead), assets::list)
        .get("/tillgangar/{asset}", Needs(PostureRead), assets::detail)
        .get("/tillgangar/{asset}/klassa", Needs(ClassificationPropose), classify::show)
        .post("/tillgangar/{asset}/klassa", Needs(ClassificationPropose), classify::save)
        .post("/tillgangar/{asset}/klassa/forhandsgranska", Needs(ClassificationPropose), classify::preview)
        .get("/system", Needs(PostureRead), systems::list)
        .get("/system/{system}", Needs(PostureRead), systems::detail)
        .get("/sakerhetsatgarder", Needs(PostureRead), controls::list)
        .get("/sakerhetsatgarder/{control}", Needs(PostureRead), controls::detail)
        .get("/sakerhetsatgarder/{control}/underlag", Needs(EvidenceRecord), evidence::show)
        .post("/sakerhetsatgarder/{control}/underlag", Needs(EvidenceRecord), evidence::save)
        .get("/behorighet", Needs(AccessCheck), access::list)
        .get("/behorighet/{system}", Needs(AccessCheck), access::system)
        .get("/rapport", Needs(PostureRead), report::show)
        .get("/handelselogg", Needs(AuditVerify), log::show)
}

#[cfg(test)]
mod tests;
