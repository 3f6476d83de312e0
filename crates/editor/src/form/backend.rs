//! Where the form reads and writes the content: a repository on a code host.

use std::{fmt, str::FromStr};

use serde_json::{Value, json};

/// A repository on a code host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backend {
    host: Host,
    /// `OWNER/REPO`; GitLab has groups in groups.
    repository: String,
    branch: Option<String>,
    application: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Host {
    GitHub,
    /// Its origin.
    GitLab(String),
    /// Gitea or Forgejo, and its origin.
    Gitea(String),
}

/// The reason why a text names no repository.
#[derive(Debug, PartialEq, Eq)]
pub struct InvalidBackend {
    given: String,
    problem: &'static str,
}

impl fmt::Display for InvalidBackend {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "`{}` names no repository: {}. What is accepted: github:OWNER/REPO, gitlab:GROUP/REPO, \
             gitlab:https://HOST/GROUP/REPO, forgejo:https://HOST/OWNER/REPO or gitea:https://HOST/OWNER/REPO, each \
             with @BRANCH after it or without",
            self.given, self.problem
        )
    }
}

impl std::error::Error for InvalidBackend {}

impl FromStr for Backend {
    type Err = InvalidBackend;

    fn from_str(text: &str) -> Result<Self, InvalidBackend> {
        let invalid = |problem| InvalidBackend { given: text.to_owned(), problem };
        let (service, place) =
            text.split_once(':').ok_or(invalid("it does not say on which host"))?;
        let (place, branch) = match place.split_once('@') {
            Some((place, branch)) => (place, Some(branch)),
            None => (place, None),
        };
        if branch.is_some_and(|branch| !branch.split('/').all(is_name)) {
            return Err(invalid("what follows `@` is no branch"));
        }
        let (origin, repository) = match place.strip_prefix("https://") {
            Some(rest) => {
                let (host, repository) =
                    rest.split_once('/').ok_or(invalid("the address has no repository"))?;
                let is_host = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
                if host.is_empty() || !host.chars().all(is_host) {
                    return Err(invalid("the address has no host"));
                }
                (Some(format!("https://{host}")), repository.trim_end_matches('/'))
            }
            None if place.contains("://") => {
                return Err(invalid("the address must begin with https://"));
            }
            None => (None, place),
        };
        let host = match (service, origin) {
            ("github", None) => Host::GitHub,
            ("github", Some(_)) => return Err(invalid("github takes no address")),
            ("gitlab", origin) => Host::GitLab(origin.unwrap_or("https://gitlab.com".to_owned())),
            ("gitea" | "forgejo", Some(origin)) => Host::Gitea(origin),
            ("gitea" | "forgejo", None) => {
                return Err(invalid("the address of the host is missing"));
            }
            _ => return Err(invalid("the host is none of github, gitlab, forgejo and gitea")),
        };
        let parts: Vec<&str> = repository.split('/').collect();
        let is_long_enough = match host {
            Host::GitLab(_) => parts.len() >= 2,
            _ => parts.len() == 2,
        };
        if !is_long_enough || !parts.into_iter().all(is_name) {
            return Err(invalid("the repository is not OWNER/REPO"));
        }
        let (repository, branch) = (repository.to_owned(), branch.map(str::to_owned));
        Ok(Self { host, repository, branch, application: None })
    }
}

impl Backend {
    /// Signs in by the host's own page (PKCE) in place of a token; `id` is that of the application there.
    ///
    /// # Errors
    /// The host has no such sign-in without a server (GitHub), or the text is no id.
    pub fn with_application(self, id: &str) -> Result<Self, &'static str> {
        if self.host == Host::GitHub {
            return Err("on GitHub editors sign in by a token, since all else needs a server");
        }
        if !is_name(id) {
            return Err("this is not the id of an application");
        }
        Ok(Self { application: Some(id.to_owned()), ..self })
    }

    /// The only other origin that the form sends requests to.
    #[must_use]
    pub fn origin(&self) -> &str {
        match &self.host {
            Host::GitHub => "https://api.github.com",
            Host::GitLab(origin) | Host::Gitea(origin) => origin,
        }
    }

    /// Its part of the configuration.
    pub(super) fn config(&self) -> Value {
        let mut config = match &self.host {
            Host::GitHub => json!({ "name": "github" }),
            Host::GitLab(origin) => json!({
                "name": "gitlab",
                "base_url": origin,
                "api_root": format!("{origin}/api/v4"),
            }),
            Host::Gitea(origin) => json!({
                "name": "gitea",
                "base_url": origin,
                "api_root": format!("{origin}/api/v1"),
            }),
        };
        config["repo"] = self.repository.as_str().into();
        if let Some(branch) = &self.branch {
            config["branch"] = branch.as_str().into();
        }
        match &self.application {
            None => config["auth_methods"] = json!(["token"]),
            Some(id) => {
                config["app_id"] = id.as_str().into();
                config["auth_methods"] = json!(["oauth"]);
                if matches!(self.host, Host::GitLab(_)) {
                    config["auth_type"] = "pkce".into();
                }
            }
        }
        config
    }
}

/// Whether a text can be a part of a repository's or branch's name: it is written into the configuration and into
/// headers.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text != ".."
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
}

#[cfg(test)]
mod tests {
    use super::Backend;
    use serde_json::json;

    #[test]
    fn each_host_has_its_origin_and_its_configuration() {
        for (text, origin, config) in [
            (
                "github:asso/site@main",
                "https://api.github.com",
                json!({"name": "github", "repo": "asso/site", "branch": "main", "auth_methods": ["token"]}),
            ),
            (
                "gitlab:groupe/sous-groupe/site@contenu/a",
                "https://gitlab.com",
                json!({
                    "name": "gitlab", "repo": "groupe/sous-groupe/site", "branch": "contenu/a",
                    "base_url": "https://gitlab.com", "api_root": "https://gitlab.com/api/v4",
                    "auth_methods": ["token"],
                }),
            ),
            (
                "forgejo:https://codeberg.org/asso/site",
                "https://codeberg.org",
                json!({
                    "name": "gitea", "repo": "asso/site", "base_url": "https://codeberg.org",
                    "api_root": "https://codeberg.org/api/v1", "auth_methods": ["token"],
                }),
            ),
        ] {
            let backend: Backend = text.parse().expect(text);
            assert_eq!((backend.origin(), backend.config()), (origin, config), "{text}");
        }
        assert_eq!(
            "gitea:https://a.fr:3000/b/c/".parse::<Backend>().expect("parsed").origin(),
            "https://a.fr:3000"
        );
    }

    #[test]
    fn an_application_signs_in_on_the_host_s_page() {
        let backend = |text: &str| text.parse::<Backend>().expect(text).with_application("a1b2");
        let gitlab = backend("gitlab:a/b").expect("an id").config();
        assert_eq!((&gitlab["auth_type"], &gitlab["app_id"]), (&json!("pkce"), &json!("a1b2")));
        let forgejo = backend("forgejo:https://a.fr/a/b").expect("an id").config();
        assert_eq!((&forgejo["auth_type"], &forgejo["app_id"]), (&json!(null), &json!("a1b2")));
        assert!(backend("github:a/b").is_err());
    }

    #[test]
    fn what_names_no_repository_is_named_with_what_is_accepted() {
        for (text, problem) in [
            ("asso/site", "on which host"),
            ("svn:asso/site", "none of github"),
            ("github:site", "OWNER/REPO"),
            ("github:asso/site/x", "OWNER/REPO"),
            ("github:https://github.com/asso/site", "takes no address"),
            ("github:asso/site@", "no branch"),
            ("github:asso/../site", "OWNER/REPO"),
            ("gitlab:site", "OWNER/REPO"),
            ("gitea:asso/site", "address of the host"),
            ("gitea:http://a.fr/asso/site", "https://"),
            ("gitea:https://a.fr", "no repository"),
            ("gitea:https://a fr;/asso/site", "no host"),
        ] {
            let error = text.parse::<Backend>().expect_err(text).to_string();
            assert!(error.contains(problem) && error.contains(text), "{error}");
            assert!(error.contains("github:OWNER/REPO"), "{error}");
        }
    }
}
