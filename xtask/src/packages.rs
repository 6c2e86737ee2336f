//! System packages that the tests need, on Debian. Nothing that is installed here starts a service.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use anyhow::{Result, bail};

use crate::{
    postgres,
    process::{Step, is_root, say},
};

/// Asked by Debian's packages before they start a service: 101 forbids it.
const POLICY: &str = "/usr/sbin/policy-rc.d";

/// Packages that are not here yet.
fn missing() -> Vec<&'static str> {
    let answers = |program: &str, flag: &str| Step::new(program, [flag]).works();
    let mut missing = Vec::new();
    if postgres::programs().is_none() {
        missing.push("postgresql");
    }
    if !answers("python3", "--version") {
        missing.push("python3");
    }
    if !answers("pdfinfo", "-v") {
        missing.push("poppler-utils");
    }
    if !answers("qpdf", "--version") {
        missing.push("qpdf");
    }
    if !answers("chromium", "--version") {
        missing.push("chromium");
    }
    if !answers("node", "--version") {
        missing.push("nodejs");
    }
    if !answers("npm", "--version") {
        missing.push("npm");
    }
    if !answers("openssl", "version") {
        missing.push("openssl");
    }
    // servers lie where only the administrator's path leads
    if !answers("ldapsearch", "-VV") || !Path::new("/usr/sbin/slapd").exists() {
        missing.extend(["slapd", "ldap-utils", "slapd-contrib"]);
    }
    if !Path::new("/usr/sbin/samba").exists() {
        missing.extend(SAMBA);
    }
    missing
}

/// What drives the browser, and what looks at its pages, with their versions. They are no part of the product.
const BROWSER_TOOLS: [&str; 2] = ["playwright-core@1.65.1", "axe-core@4.14.1"];

/// Fetches the tools of the browser tests into `target/browser`, once.
pub(crate) fn browser_tools() -> Result<()> {
    let folder = crate::root().join("target/browser");
    let fetched = folder.join("fetched");
    let wanted = BROWSER_TOOLS.join(" ");
    if fs::read_to_string(&fetched).is_ok_and(|it| it == wanted) {
        return Ok(());
    }
    fs::create_dir_all(&folder)?;
    say(&format!("Fetching what looks at the pages: {wanted}"))?;
    let flags = ["install", "--silent", "--no-save", "--ignore-scripts", "--prefix"];
    Step::new("npm", flags).args([&folder]).args(BROWSER_TOOLS).run()?;
    Ok(fs::write(fetched, wanted)?)
}

/// An Active Directory of Samba's, without the services that no test asks for.
const SAMBA: [&str; 10] = [
    "samba",
    "samba-ad-dc",
    "samba-ad-provision",
    "samba-dsdb-modules",
    "samba-vfs-modules",
    "ldb-tools",
    "python3-samba",
    "winbind",
    "attr",
    "acl",
];

/// Installs what is missing, with the rights of the administrator.
pub(crate) fn install() -> Result<()> {
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    let packages = missing.join(" ");
    say(&format!("Installing what the tests need: {packages}"))?;
    let sudo = !is_root()?;
    if sudo && !Step::new("sudo", ["-n", "true"]).works() {
        bail!(
            "The tests need packages that only the administrator may install. Run: apt-get install {packages}"
        );
    }
    let quiet_services = !sudo && !Path::new(POLICY).exists();
    if quiet_services {
        fs::write(POLICY, "#!/bin/sh\nexit 101\n")?;
        fs::set_permissions(POLICY, fs::Permissions::from_mode(0o755))?;
    }
    let apt = |args: &[&str]| {
        let step = if sudo { Step::new("sudo", ["-n", "apt-get"]) } else { Step::new("apt-get", [""; 0]) };
        step.args(["-q", "-o", "DPkg::Lock::Timeout=300"]).args(args).env("DEBIAN_FRONTEND", "noninteractive")
    };
    let outcome = apt(&["update"])
        .quiet()
        .run()
        .and_then(|()| apt(&["install", "-y", "--no-install-recommends"]).args(&missing).quiet().run());
    if quiet_services {
        fs::remove_file(POLICY)?;
    }
    outcome
}
