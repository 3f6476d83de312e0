//! Waiting for a condition, never for a time.

use std::fmt::Debug;
use std::panic::Location;
use std::time::Duration;

use tokio::time::{sleep, timeout};

/// Longer than the site itself takes to give up on a silent request (`SILENCE_TIMEOUT_MS` of retry.js) and to make it
/// again.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The first pause between two probes. Each next one is half as long again, up to [`MAX_PAUSE`]: a probe of a page takes
/// time from the page.
const FIRST_PAUSE: Duration = Duration::from_millis(10);
const MAX_PAUSE: Duration = Duration::from_millis(100);

/// The result of a probe: a value, or a description of the current state while the condition does not hold.
pub trait Condition {
    /// The value once the condition holds.
    type Value;

    /// The value, or a description of the current state.
    fn into_result(self) -> Result<Self::Value, String>;
}

impl Condition for bool {
    type Value = ();

    fn into_result(self) -> Result<(), String> {
        if self { Ok(()) } else { Err("false".into()) }
    }
}

impl<T> Condition for Option<T> {
    type Value = T;

    fn into_result(self) -> Result<T, String> {
        self.ok_or_else(|| "None".into())
    }
}

impl<T, E: Debug> Condition for Result<T, E> {
    type Value = T;

    fn into_result(self) -> Result<T, String> {
        self.map_err(|seen| format!("{seen:?}"))
    }
}

/// Polls until the probe's condition holds, and returns its value.
/// After [`TIMEOUT`] it panics with `what`, the last state and the caller's location.
#[track_caller]
pub fn wait_until<C: Condition>(
    what: &str,
    probe: impl AsyncFnMut() -> C,
) -> impl Future<Output = C::Value> {
    poll(what.to_owned(), Location::caller(), probe)
}

/// Polls until the probe returns the expected value; like [`wait_until`] otherwise.
#[track_caller]
pub fn wait_for_value<T: Debug, E: Debug + PartialEq<T>>(
    what: &str,
    expected: E,
    mut probe: impl AsyncFnMut() -> T,
) -> impl Future<Output = ()> {
    let what = format!("{what} should be {expected:?}");
    let caller = Location::caller();
    async move {
        poll(what, caller, async || {
            let seen = probe().await;
            if expected == seen { Ok(()) } else { Err(seen) }
        })
        .await;
    }
}

async fn poll<C: Condition>(
    what: String,
    caller: &'static Location<'static>,
    mut probe: impl AsyncFnMut() -> C,
) -> C::Value {
    let mut last = None;
    let polling = async {
        let mut pause = FIRST_PAUSE;
        loop {
            match probe().await.into_result() {
                Ok(value) => return value,
                Err(seen) => last = Some(seen),
            }
            sleep(pause).await;
            pause = MAX_PAUSE.min(pause * 3 / 2);
        }
    };
    // The timeout covers the probe, too: a browser may never answer.
    match timeout(TIMEOUT, polling).await {
        Ok(value) => value,
        Err(_) => {
            let seen = last.unwrap_or_else(|| "nothing at all".into());
            panic!("waited {TIMEOUT:?} in vain: {what}; last seen: {seen} (at {caller})")
        }
    }
}
