//! Waiting for a condition, never for a time.

use std::fmt::Debug;
use std::panic::Location;
use std::time::Duration;

use tokio::time::{sleep, timeout};

const LIMIT: Duration = Duration::from_secs(15);
const PAUSE: Duration = Duration::from_millis(25);

/// What a probe may return: done with a value, or not yet, with what was seen instead.
pub trait Condition {
    /// What waiting gives when the condition holds.
    type Value;

    /// The value, or a description of what was seen.
    fn done(self) -> Result<Self::Value, String>;
}

impl Condition for bool {
    type Value = ();

    fn done(self) -> Result<(), String> {
        if self { Ok(()) } else { Err("false".into()) }
    }
}

impl<T> Condition for Option<T> {
    type Value = T;

    fn done(self) -> Result<T, String> {
        self.ok_or_else(|| "None".into())
    }
}

impl<T, E: Debug> Condition for Result<T, E> {
    type Value = T;

    fn done(self) -> Result<T, String> {
        self.map_err(|seen| format!("{seen:?}"))
    }
}

/// Polls until the probe's answer holds and gives its value.
/// After 15 seconds it panics with `what`, the last thing seen and the caller's place.
#[track_caller]
pub fn wait_until<C: Condition>(
    what: &str,
    probe: impl AsyncFnMut() -> C,
) -> impl Future<Output = C::Value> {
    wait_at(what.to_owned(), Location::caller(), probe)
}

/// Polls until the probe gives the expected value; like [`wait_until`] otherwise.
#[track_caller]
pub fn wait_for_value<T: Debug, E: Debug + PartialEq<T>>(
    what: &str,
    expected: E,
    mut probe: impl AsyncFnMut() -> T,
) -> impl Future<Output = ()> {
    let what = format!("{what} should be {expected:?}");
    let caller = Location::caller();
    async move {
        wait_at(what, caller, async || {
            let seen = probe().await;
            if expected == seen { Ok(()) } else { Err(seen) }
        })
        .await;
    }
}

async fn wait_at<C: Condition>(
    what: String,
    caller: &'static Location<'static>,
    mut probe: impl AsyncFnMut() -> C,
) -> C::Value {
    let mut last = None;
    let polling = async {
        loop {
            match probe().await.done() {
                Ok(value) => return value,
                Err(seen) => last = Some(seen),
            }
            sleep(PAUSE).await;
        }
    };
    // The limit holds for the probe as well: a browser may never answer.
    match timeout(LIMIT, polling).await {
        Ok(value) => value,
        Err(_) => {
            let seen = last.unwrap_or_else(|| "nothing at all".into());
            panic!("waited {LIMIT:?} in vain: {what}; last seen: {seen} (at {caller})")
        }
    }
}
