//! What holds for every route, held by walking all of them.

use axum::http::{Method, StatusCode, header};
use domain::permission::{Role, allows};

use super::{Server, filled};
use crate::{
    edge::{
        failure, probe,
        routes::{Access, PUBLIC, Route},
    },
    web,
};

fn routes() -> Vec<Route> {
    probe::routes().and(web::routes()).list()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_answers_each_role_as_the_permission_table_says() {
    let server = Server::with_sample().await;
    let roles = server.roles().await;
    let routes = routes();
    assert!(routes.len() >= 18, "the walk must see routes to prove anything");
    let mut refused = 0;
    for route in &routes {
        let path = filled(route.path);
        let trace = server.call(Method::TRACE, &path, "", None).await;
        assert_eq!(trace.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        let form = (route.method == Method::POST).then_some("");
        let nobody = server.call(route.method.clone(), &path, "", form).await;
        let Access::Needs(action) = route.access else {
            assert!(PUBLIC.contains(&route.path), "{path} is public and not on the list");
            assert!(
                nobody.status != StatusCode::UNAUTHORIZED && nobody.status != StatusCode::NOT_FOUND,
                "{path}"
            );
            continue;
        };
        if route.method == Method::GET {
            assert_eq!(nobody.status, StatusCode::SEE_OTHER, "{path} signed out");
            assert!(nobody.header(header::LOCATION).starts_with("/logga-in"), "{path} signed out");
        } else {
            assert_eq!(nobody.status, StatusCode::UNAUTHORIZED, "{path} signed out");
        }
        for (role, signed) in &roles {
            // A form that ends the session must not end that of the others.
            let signed =
                if route.path == "/logga-ut" { &server.sign_in((*role).into()).await } else { signed };
            let form = form.map(|_| format!("token={}", signed.token));
            let answer = server.call(route.method.clone(), &path, &signed.cookie, form.as_deref()).await;
            let shut = answer.status == StatusCode::FORBIDDEN || answer.status == StatusCode::NOT_FOUND;
            assert_eq!(
                shut,
                !allows(*role, action),
                "{} {path} as {role:?}: {}",
                route.method,
                answer.status
            );
            assert!(!answer.status.is_server_error(), "{path} as {role:?}: {}", answer.body);
            refused += usize::from(shut);
        }
    }
    let expected: usize = routes
        .iter()
        .filter_map(|it| if let Access::Needs(action) = it.access { Some(action) } else { None })
        .map(|action| roles.keys().filter(|role| !allows(**role, action)).count())
        .sum();
    assert_eq!(refused, expected);
}

#[test]
fn the_list_of_public_paths_names_nothing_that_is_not_there() {
    let declared = routes();
    for path in PUBLIC {
        assert!(declared.iter().any(|it| it.path == *path && it.access == Access::Public), "{path}");
    }
}

#[test]
fn nobody_may_do_nothing_but_sign_in() {
    use domain::permission::Action;
    use strum::VariantArray as _;
    for action in Action::VARIANTS {
        assert_eq!(allows(Role::Nobody, *action), *action == Action::SignIn, "{action:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_that_another_page_sent_is_refused() {
    let server = Server::with_sample().await;
    server.account("admin", Role::Administrator).await;
    let mut walked = 0;
    for route in routes().iter().filter(|it| it.method == Method::POST && it.path != "/logga-in") {
        let signed = server.sign_in("admin").await;
        let path = filled(route.path);
        for form in ["", "token=", "token=0123456789abcdef"] {
            let answer = server.post(&path, &signed.cookie, form).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} with {form:?}: {}", answer.body);
        }
        // The right token does not help a page of another site.
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
        ] {
            let request = axum::http::Request::post(&path)
                .header(header::COOKIE, &signed.cookie)
                .header(header::HOST, "skydd.example")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(name, value);
            let body = axum::body::Body::from(format!("token={}", signed.token));
            let answer = server.send(request.body(body).unwrap()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} from {value}");
        }
        walked += 1;
    }
    assert!(walked >= 2, "only {walked} forms");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_has_the_security_headers_and_no_cache_keeps_a_page() {
    let server = Server::with_sample().await;
    server.account("admin", Role::Administrator).await;
    let signed = server.sign_in("admin").await;
    for route in routes().iter().filter(|it| it.method == Method::GET) {
        let path = filled(route.path);
        let answer = server.get(&path, &signed.cookie).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self'; script-src 'self'"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-request-id").len(), 36, "{path}");
        if matches!(route.access, Access::Needs(_)) {
            assert_eq!(answer.header(header::CACHE_CONTROL), "no-store", "{path}");
        }
        if answer.header(header::CONTENT_TYPE).starts_with("text/html") {
            assert!(answer.body.starts_with("<!doctype html>"), "{path}");
            for banned in [" style=", " onclick=", "<style", "javascript:", "\u{27e8}", "http://", "https://"]
            {
                assert!(!answer.body.contains(banned), "{path} has {banned:?}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_there_and_what_has_no_address_answer_the_same_byte_for_byte() {
    let server = Server::with_sample().await;
    server.account("admin", Role::Administrator).await;
    let signed = server.sign_in("admin").await;
    let nowhere = server.get("/ingenstans", &signed.cookie).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    let mut walked = 0;
    for route in routes().iter().filter(|it| it.method == Method::GET && it.path.contains('{')) {
        let path = route.path.split('/').map(|it| if it.starts_with('{') { "finns-inte" } else { it });
        let path = path.collect::<Vec<_>>().join("/");
        let answer = server.get(&path, &signed.cookie).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.body, nowhere.body, "{path}");
        walked += 1;
    }
    assert!(walked > 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_names_anybody_whose_identity_is_protected() {
    let server = Server::with_sample().await;
    server.account("admin", Role::Administrator).await;
    let signed = server.sign_in("admin").await;
    let view = crate::service::view::now(&server.ctx).await.unwrap();
    let kept = view.situation.kept.as_ref().unwrap();
    let protected: Vec<_> = kept.hr.iter().filter(|it| it.protected).collect();
    assert!(!protected.is_empty(), "the sample must have protected people to prove anything");
    let mut secrets: Vec<String> = vec![];
    for it in &kept.snapshot.objects {
        let number = it.account.as_ref().and_then(|it| it.employee_id.as_ref());
        if number.is_some_and(|number| protected.iter().any(|it| it.employee_id == *number)) {
            secrets.push(it.dn.clone());
            secrets.extend(it.name.clone());
        }
    }
    assert!(!secrets.is_empty(), "they must have accounts");
    let systems = view.situation.inventory.systems.iter().map(|it| it.code.clone());
    let mut pages: Vec<String> =
        systems.flat_map(|it| [format!("/behorighet/{it}"), format!("/system/{it}")]).collect();
    pages.extend(
        ["/", "/behorighet", "/tillgangar", "/system", "/rapport", "/handelselogg"].map(str::to_owned),
    );
    for path in &pages {
        let body = server.get(path, &signed.cookie).await.body;
        for secret in &secrets {
            assert!(!body.contains(secret.as_str()), "{path} shows {secret}");
        }
    }
}

#[test]
fn every_failure_has_a_title_and_says_what_to_do() {
    use domain::message::Lang;
    for key in failure::KEYS {
        for lang in [Lang::Sv, Lang::En] {
            assert!(text::has(lang, key) && text::has(lang, &format!("{key}-fix")), "{lang}: {key}");
        }
    }
}

#[test]
fn every_action_of_the_log_has_words() {
    use domain::message::Lang;
    for key in web::log::keys() {
        for lang in [Lang::Sv, Lang::En] {
            assert!(text::has(lang, &key), "{lang}: {key}");
        }
    }
}

#[test]
fn every_text_that_a_template_asks_for_is_there_in_both_languages() {
    use domain::message::Lang;
    let mut seen = 0;
    for (name, source) in report::pages::sources() {
        assert!(!source.contains("{{{") && !source.contains("{{&"), "{name}: nothing goes out unescaped");
        for part in source.split("{{t \"").skip(1) {
            let key = part.split('"').next().unwrap();
            seen += 1;
            for lang in [Lang::Sv, Lang::En] {
                assert!(text::has(lang, key), "{name}: {lang}: {key}");
            }
        }
    }
    assert!(seen > 30, "only {seen} texts seen");
}
