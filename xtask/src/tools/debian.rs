//! Packages of the system, installed by apt-get where that is possible, and listed where it is not.

use std::path::Path;

use anyhow::{Result, bail};

use crate::process::{Command, command, find, follow, output};

/// A package, and the programs or files that it provides, any of which shows that it is installed.
pub(crate) struct Package {
    pub(super) name: &'static str,
    pub(super) provides: &'static [&'static str],
}

/// The names of the packages that are not installed.
pub(super) fn find_missing(packages: &[Package]) -> Vec<&'static str> {
    filter_missing(packages, |program| find(program).is_some())
}

/// Whether the system has a family of fonts. A system without fontconfig has its own fonts.
pub(super) fn has_fonts(family: &str) -> bool {
    let mut list = command("fc-list");
    list.arg(family);
    find("fc-list").is_none() || output(list).is_some_and(|found| !found.is_empty())
}

/// Installs the packages if run as root on a Debian-like system; else fails with the command to run.
pub(super) fn install(packages: &[&str], log: &Path) -> Result<()> {
    let mut id = command("id");
    id.arg("-u");
    let is_root = output(id).as_deref() == Some("0");
    let instructions = instructions(packages);
    if !is_root || find("apt-get").is_none() {
        bail!("{instructions}");
    }
    // An unreachable mirror is no error as long as the packages can be installed.
    let _ = follow(apt_get(&["update"]), log, "");
    let mut install = apt_get(&["install", "--yes", "--no-install-recommends"]);
    install.args(packages);
    follow(install, log, &instructions)
}

fn apt_get(arguments: &[&str]) -> Command {
    let mut command = command("apt-get");
    // Waits for another installation.
    command
        .args(["-o", "DPkg::Lock::Timeout=300"])
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn instructions(packages: &[&str]) -> String {
    format!(
        "Install the contents of these Debian packages, then run this again:\n\n    \
         sudo apt-get install --no-install-recommends {}\n",
        packages.join(" ")
    )
}

fn filter_missing(packages: &[Package], is_found: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let is_missing = |package: &&Package| !package.provides.iter().any(|path| is_found(path));
    packages.iter().filter(is_missing).map(|package| package.name).collect()
}

#[cfg(test)]
mod tests {
    use super::{Package, filter_missing, instructions};

    const PACKAGES: [Package; 2] = [
        Package { name: "firefox-esr", provides: &["firefox-esr", "firefox"] },
        Package { name: "xvfb", provides: &["Xvfb"] },
    ];

    #[test]
    fn only_missing_packages_are_installed() {
        assert_eq!(filter_missing(&PACKAGES, |program| program == "firefox"), ["xvfb"]);
        assert!(filter_missing(&PACKAGES, |_| true).is_empty());
    }

    #[test]
    fn without_root_the_error_has_the_command_to_run() {
        let message = instructions(&filter_missing(&PACKAGES, |_| false));
        assert!(
            message.contains("apt-get install --no-install-recommends firefox-esr xvfb"),
            "{message}"
        );
    }
}
