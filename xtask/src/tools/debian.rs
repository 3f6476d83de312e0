//! Packages of the system, installed by apt-get where that is possible, and named where it is not.

use std::path::Path;

use anyhow::{Result, bail};

use crate::process::{command, find, follow, output};

/// A package and the programs that show it is there, any of which is enough.
pub(crate) struct Package {
    pub(super) name: &'static str,
    pub(super) gives: &'static [&'static str],
}

/// The names of the packages none of whose programs is found.
pub(super) fn missing(packages: &[Package]) -> Vec<&'static str> {
    missing_where(packages, |program| find(program).is_some())
}

/// Whether the system has a family of fonts. Where there is no fontconfig to ask, it has fonts of its own.
pub(super) fn has_fonts(family: &str) -> bool {
    let mut list = command("fc-list");
    list.arg(family);
    find("fc-list").is_none() || output(list).is_some_and(|found| !found.is_empty())
}

/// Installs the packages when run as root on a Debian-like system; else says which ones are needed.
pub(super) fn install(packages: &[&str], log: &Path) -> Result<()> {
    let mut id = command("id");
    id.arg("-u");
    let is_root = output(id).as_deref() == Some("0");
    let by_hand = by_hand(packages);
    if !is_root || find("apt-get").is_none() {
        bail!("{by_hand}");
    }
    // A mirror that does not answer is no fault as long as the packages can be had: the
    // installation tells.
    let _ = follow(apt_get(&["update"]), log, "");
    let mut install = apt_get(&["install", "--yes", "--no-install-recommends"]);
    install.args(packages);
    follow(install, log, &by_hand)
}

fn apt_get(arguments: &[&str]) -> crate::process::Command {
    let mut command = command("apt-get");
    // Another installation may be running: wait for it.
    command
        .args(["-o", "DPkg::Lock::Timeout=300"])
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn by_hand(packages: &[&str]) -> String {
    format!(
        "Install what these Debian packages hold, then run this again:\n\n    \
         sudo apt-get install --no-install-recommends {}\n",
        packages.join(" ")
    )
}

fn missing_where(packages: &[Package], is_there: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let lacks = |package: &&Package| !package.gives.iter().any(|program| is_there(program));
    packages.iter().filter(lacks).map(|package| package.name).collect()
}

#[cfg(test)]
mod tests {
    use super::{Package, by_hand, missing_where};

    const PACKAGES: [Package; 2] = [
        Package { name: "firefox-esr", gives: &["firefox-esr", "firefox"] },
        Package { name: "xvfb", gives: &["xvfb-run"] },
    ];

    #[test]
    fn only_what_is_missing_is_installed() {
        assert_eq!(missing_where(&PACKAGES, |program| program == "firefox"), ["xvfb"]);
        assert!(missing_where(&PACKAGES, |_| true).is_empty());
    }

    #[test]
    fn who_cannot_install_gets_the_line_to_run() {
        let message = by_hand(&missing_where(&PACKAGES, |_| false));
        assert!(
            message.contains("apt-get install --no-install-recommends firefox-esr xvfb"),
            "{message}"
        );
    }
}
