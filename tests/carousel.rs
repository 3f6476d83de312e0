//! The carousel's state machine, by examples and by ten thousand random sequences of inputs.

use next_level::carousel::{Carousel, Input, Motion, Move, RowLayout, Surroundings};
use proptest::{collection::vec, prelude::*};

const VISIBLE: Surroundings = Surroundings { hovered: false, visible: true, reduced_motion: false };

const WIDTH: u32 = 600;

/// A row of three with this slide at its start.
fn aligned_at(nearest: usize) -> RowLayout {
    RowLayout { count: 3, width: WIDTH, nearest, aligned: true }
}

/// The same row between two slides, nearest to this one.
fn between_slides(nearest: usize) -> RowLayout {
    RowLayout { aligned: false, ..aligned_at(nearest) }
}

/// A carousel after its first measurement, at its first slide.
fn measured(count: usize) -> Carousel {
    apply_all(Carousel::new(count), [Input::Layout(aligned_at(0))])
}

/// The state after several inputs.
fn apply_all(carousel: Carousel, inputs: impl IntoIterator<Item = Input>) -> Carousel {
    inputs.into_iter().fold(carousel, |carousel, input| carousel.apply(input).carousel)
}

#[test]
fn previous_and_next_wrap() {
    let moves = [Move::Next, Move::Next, Move::Next, Move::Previous, Move::First, Move::Last];
    let mut carousel = Carousel::new(3);
    let mut shown = Vec::new();
    for to in moves {
        carousel = carousel.apply(Input::Move(to)).carousel;
        shown.push(carousel.shown());
    }
    assert_eq!(shown, [1, 2, 0, 2, 0, 2]);
    assert_eq!(carousel.position(), "3 / 3");
}

#[test]
fn a_carousel_with_fewer_than_two_slides_does_not_move() {
    for count in [0, 1] {
        for to in [Move::Previous, Move::Next, Move::First, Move::Last] {
            let transition = Carousel::new(count).apply(Input::Move(to));
            assert_eq!(
                (transition.carousel.shown(), transition.scroll, transition.announce),
                (0, None, false)
            );
        }
        assert!(!Carousel::new(count).can_move());
    }
}

#[test]
fn the_target_of_a_scroll_counts_as_shown_until_the_row_rests() {
    let requested = apply_all(measured(4), [Input::Move(Move::Next), Input::Move(Move::Next)]);
    assert_eq!(requested.shown(), 2);
    let passing =
        apply_all(requested, [Input::Scroll(between_slides(0)), Input::Scroll(between_slides(1))]);
    assert_eq!(passing.shown(), 2, "passing over other slides");
    let arrived = apply_all(requested, [Input::Scroll(aligned_at(2)), Input::Rest(aligned_at(2))]);
    assert_eq!(
        apply_all(arrived, [Input::Scroll(between_slides(1))]).shown(),
        1,
        "a swipe after it arrived"
    );
    assert_eq!(
        apply_all(requested, [Input::Hold, Input::Scroll(between_slides(0))]).shown(),
        0,
        "the user took hold"
    );
}

#[test]
fn an_interrupted_scroll_is_corrected_once() {
    let requested =
        apply_all(measured(3), [Input::Move(Move::Last), Input::Scroll(between_slides(2))]);
    let between = requested.apply(Input::Rest(between_slides(2)));
    assert_eq!((between.scroll, between.announce), (Some(Motion::Instant), false));
    assert_eq!(between.carousel.shown(), 2);
    let elsewhere = between.carousel.apply(Input::Rest(aligned_at(1)));
    assert_eq!(
        (elsewhere.scroll, elsewhere.carousel.shown()),
        (None, 1),
        "then the position is accepted"
    );
}

/// After a realignment, Chromium continues the previous smooth scroll to the slide's old position.
#[test]
fn a_row_that_moves_after_a_correction_is_corrected_again() {
    let corrected =
        apply_all(measured(3), [Input::Move(Move::Next), Input::Rest(between_slides(1))]);
    let again = apply_all(corrected, [Input::Scroll(between_slides(1))])
        .apply(Input::Rest(between_slides(1)));
    assert_eq!((again.carousel.shown(), again.scroll), (1, Some(Motion::Instant)));
    assert_eq!(again.carousel.apply(Input::Rest(aligned_at(1))).scroll, None);
}

#[test]
fn a_row_left_between_two_slides_is_aligned_to_the_nearer_one() {
    let swiped = apply_all(measured(3), [Input::Hold, Input::Scroll(between_slides(1))]);
    let transition = swiped.apply(Input::Rest(between_slides(1)));
    assert_eq!((transition.carousel.shown(), transition.scroll), (1, Some(Motion::Instant)));
    let rest = transition.carousel.apply(Input::Rest(aligned_at(1)));
    assert_eq!((rest.scroll, rest.announce), (None, true), "then it is announced");
}

#[test]
fn several_moves_are_announced_once_when_the_row_rests() {
    let two = apply_all(measured(3), [Input::Move(Move::Next), Input::Move(Move::Next)]);
    let transition = two.apply(Input::Rest(aligned_at(2)));
    assert!(transition.announce);
    assert!(!transition.carousel.apply(Input::Rest(aligned_at(2))).announce, "once");
    let swiped = apply_all(transition.carousel, [Input::Hold, Input::Scroll(between_slides(1))]);
    assert!(swiped.apply(Input::Rest(aligned_at(1))).announce, "a swipe is a move too");
}

#[test]
fn only_the_users_moves_are_announced() {
    let rotating = measured(3).with_rotation(Some(12));
    let moved = apply_all(rotating, vec![Input::Tick(VISIBLE); 12]);
    assert_eq!(moved.shown(), 1, "rotated");
    // A finger that passes over the row while scrolling the page moves nothing, nor do the inputs after it.
    let passed = apply_all(rotating, [Input::Hold]);
    let started = apply_all(passed, [Input::ToggleRotation { was_running: false }]);
    let rotated = apply_all(started, vec![Input::Tick(VISIBLE); 12]);
    assert_eq!(rotated.shown(), 1, "rotated after the finger");
    for unannounced in [
        moved,
        apply_all(moved, [Input::Layout(RowLayout { width: 300, ..between_slides(0) })]),
        apply_all(rotating, [Input::Follow(2)]),
        passed,
        apply_all(passed, [Input::Layout(RowLayout { width: 300, ..between_slides(0) })]),
        apply_all(passed, [Input::Content { count: 4, shown: Some(1), rewritten: false }]),
        apply_all(passed, [Input::Reinsert]),
        apply_all(passed, [Input::Follow(2)]),
        rotated,
    ] {
        for width in [WIDTH, 300] {
            let rest = RowLayout { width, ..aligned_at(unannounced.shown()) };
            assert!(!unannounced.apply(Input::Rest(rest)).announce);
        }
    }
}

#[test]
fn showing_all_hides_no_slide_and_then_returns_to_the_slide_that_was_shown() {
    let second = apply_all(measured(3), [Input::Move(Move::Next), Input::Rest(aligned_at(1))]);
    let all = apply_all(second, [Input::ToggleAll]);
    assert!((0..3).all(|slide| !all.is_hidden(slide)) && !all.can_move());
    assert_eq!(apply_all(all, [Input::Scroll(aligned_at(0)), Input::Move(Move::Next)]).shown(), 1);
    let one = all.apply(Input::ToggleAll);
    assert_eq!((one.carousel.shown(), one.scroll), (1, Some(Motion::Instant)));
}

#[test]
fn removing_slides_shows_a_slide_that_exists() {
    let last = apply_all(Carousel::new(5), [Input::Move(Move::Last)]);
    assert_eq!(
        apply_all(last, [Input::Content { count: 2, shown: None, rewritten: false }]).shown(),
        1
    );
    assert_eq!(
        apply_all(last, [Input::Content { count: 0, shown: None, rewritten: false }]).shown(),
        0
    );
}

#[test]
fn rotation_needs_an_interval_which_is_at_least_twelve_seconds() {
    assert_eq!(apply_all(Carousel::new(3), vec![Input::Tick(VISIBLE); 99]).shown(), 0);
    let hasty = Carousel::new(3).with_rotation(Some(1));
    assert_eq!(apply_all(hasty, vec![Input::Tick(VISIBLE); 11]).shown(), 0);
    assert_eq!(apply_all(hasty, vec![Input::Tick(VISIBLE); 12]).shown(), 1);
    assert_eq!(apply_all(hasty, vec![Input::Tick(VISIBLE); 36]).shown(), 0, "it wraps");
}

#[test]
fn hovering_hiding_and_scrolling_away_pause_the_rotation() {
    let rotating = Carousel::new(3).with_rotation(Some(12));
    for paused in
        [Surroundings { hovered: true, ..VISIBLE }, Surroundings { visible: false, ..VISIBLE }]
    {
        let waited = apply_all(rotating, vec![Input::Tick(paused); 99]);
        assert!(waited.shown() == 0 && waited.rotation().is_running());
        assert_eq!(apply_all(waited, vec![Input::Tick(VISIBLE); 12]).shown(), 1, "then it resumes");
    }
}

#[test]
fn any_interaction_stops_the_rotation_until_its_button_is_pressed() {
    let rotating = Carousel::new(3).with_rotation(Some(12));
    for input in [
        Input::Interact,
        Input::Hold,
        Input::Move(Move::Next),
        Input::Follow(0),
        Input::ToggleAll,
        Input::ToggleRotation { was_running: true },
        Input::Tick(Surroundings { reduced_motion: true, ..VISIBLE }),
    ] {
        let stopped = apply_all(rotating, [input]);
        assert!(!stopped.rotation().is_running() && stopped.rotation().is_available(), "{input:?}");
        let shown = stopped.shown();
        assert_eq!(apply_all(stopped, vec![Input::Tick(VISIBLE); 99]).shown(), shown, "{input:?}");
        let again = apply_all(stopped, [Input::ToggleRotation { was_running: false }]);
        assert!(again.rotation().is_running(), "{input:?}");
    }
}

#[test]
fn the_first_measurement_finds_the_slide_shown_without_scroll_or_event() {
    let transition = Carousel::new(3).apply(Input::Layout(aligned_at(1)));
    assert_eq!((transition.carousel.shown(), transition.scroll), (1, None));
    assert!(!transition.changed && !transition.announce);
    let next = transition.carousel.apply(Input::Move(Move::Next));
    assert_eq!((next.carousel.shown(), next.changed), (2, true), "it continues from there");
    let rest = transition.carousel.apply(Input::Rest(aligned_at(1)));
    assert!(
        !rest.changed && !rest.announce,
        "a scroll before the first measurement is not announced"
    );
}

#[test]
fn a_hidden_row_is_first_measured_when_it_is_displayed() {
    let hidden =
        apply_all(Carousel::new(3), [Input::Layout(RowLayout { width: 0, ..aligned_at(0) })]);
    let transition = hidden.apply(Input::Layout(aligned_at(2)));
    assert_eq!(
        (transition.carousel.shown(), transition.scroll, transition.changed),
        (2, None, false)
    );
}

#[test]
fn only_a_new_width_realigns_the_row() {
    let second = apply_all(measured(3), [Input::Scroll(aligned_at(1)), Input::Rest(aligned_at(1))]);
    assert_eq!(second.apply(Input::Layout(aligned_at(1))).scroll, None, "only the height changed");
    let narrow = RowLayout { width: 300, ..between_slides(2) };
    // The position that an engine gives to a row of a new width is ignored until it is realigned.
    assert_eq!(apply_all(second, [Input::Scroll(narrow), Input::Rest(narrow)]).shown(), 1);
    let transition = second.apply(Input::Layout(narrow));
    assert_eq!((transition.carousel.shown(), transition.scroll), (1, Some(Motion::Instant)));
    assert!(!transition.changed, "the same slide is shown");
}

#[test]
fn a_row_that_is_hidden_and_displayed_again_keeps_its_slide() {
    let hidden = RowLayout { width: 0, ..aligned_at(0) };
    let second = apply_all(measured(3), [Input::Scroll(aligned_at(1)), Input::Rest(aligned_at(1))]);
    let mut carousel = second;
    for input in [Input::Layout(hidden), Input::Scroll(hidden), Input::Rest(hidden)] {
        let transition = carousel.apply(input);
        assert_eq!(
            (transition.carousel.shown(), transition.scroll, transition.changed),
            (1, None, false)
        );
        carousel = transition.carousel;
    }
    // It may have lost its scroll position.
    assert_eq!(apply_all(carousel, [Input::Scroll(aligned_at(0))]).shown(), 1);
    let transition = carousel.apply(Input::Layout(aligned_at(0)));
    assert_eq!((transition.carousel.shown(), transition.scroll), (1, Some(Motion::Instant)));
}

#[test]
fn a_held_row_is_realigned_after_its_release() {
    let held = apply_all(measured(3), [Input::Hold, Input::Scroll(between_slides(1))]);
    let narrow = RowLayout { width: 300, ..between_slides(0) };
    let transition = held.apply(Input::Layout(narrow));
    assert_eq!((transition.carousel.shown(), transition.scroll), (1, None));
    let rest = apply_all(transition.carousel, [Input::Scroll(narrow)]).apply(Input::Rest(narrow));
    assert_eq!((rest.carousel.shown(), rest.scroll), (1, Some(Motion::Instant)));
    let rested = rest.carousel.apply(Input::Rest(RowLayout { width: 300, ..aligned_at(1) }));
    assert!(rested.announce, "the user had moved it");
}

#[test]
fn moving_the_shown_testimonial_in_the_list_is_no_change() {
    let second = apply_all(measured(3), [Input::Scroll(aligned_at(1)), Input::Rest(aligned_at(1))]);
    let transition = second.apply(Input::Content { count: 2, shown: Some(0), rewritten: false });
    assert_eq!((transition.carousel.shown(), transition.changed), (0, false));
    let same = Input::Content { count: 3, shown: Some(1), rewritten: true };
    let transition = second.apply(same);
    assert_eq!((transition.carousel.shown(), transition.changed), (1, false));
    assert_eq!(transition.scroll, Some(Motion::Instant), "rewritten slides are realigned");
    let gone = second.apply(Input::Content { count: 3, shown: None, rewritten: false });
    assert_eq!((gone.carousel.shown(), gone.changed), (1, true));
}

fn row() -> impl Strategy<Value = RowLayout> {
    (0..9_usize, prop_oneof![1 => Just(0), 1 => Just(300), 4 => Just(WIDTH)], any::<bool>())
        .prop_map(|(nearest, width, aligned)| RowLayout { count: 3, width, nearest, aligned })
}

fn input() -> impl Strategy<Value = Input> {
    let to =
        prop_oneof![Just(Move::Previous), Just(Move::Next), Just(Move::First), Just(Move::Last)];
    let surroundings =
        any::<(bool, bool, bool)>().prop_map(|(hovered, visible, reduced_motion)| Surroundings {
            hovered,
            visible,
            reduced_motion,
        });
    prop_oneof![
        4 => to.prop_map(Input::Move),
        1 => (0..9_usize).prop_map(Input::Follow),
        4 => row().prop_map(Input::Scroll),
        2 => Just(Input::Hold),
        4 => row().prop_map(Input::Rest),
        2 => row().prop_map(Input::Layout),
        1 => Just(Input::Reinsert),
        1 => (0..6_usize, proptest::option::of(0..9_usize), any::<bool>())
            .prop_map(|(count, shown, rewritten)| Input::Content { count, shown, rewritten }),
        1 => Just(Input::ToggleAll),
        1 => any::<bool>().prop_map(|was_running| Input::ToggleRotation { was_running }),
        1 => Just(Input::Interact),
        4 => surroundings.prop_map(Input::Tick),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn every_sequence_of_inputs_shows_a_slide_that_exists(
        count in 0..6_usize,
        seconds in proptest::option::of(0..30_u32),
        inputs in vec(input(), 1..40),
    ) {
        let mut carousel = Carousel::new(count).with_rotation(seconds);
        let mut user_moved = false;
        for input in inputs {
            let before = carousel;
            let transition = carousel.apply(input);
            carousel = transition.carousel;
            user_moved |= matches!(input, Input::Move(_) | Input::Hold);

            prop_assert!(carousel.shown() < carousel.count().max(1), "a slide that exists");
            let hidden = (0..carousel.count()).filter(|slide| carousel.is_hidden(*slide)).count();
            let expected = if carousel.can_move() { carousel.count() - 1 } else { 0 };
            prop_assert_eq!(hidden, expected, "one is shown, or all");
            prop_assert!(transition.scroll.is_none() || carousel.can_move(), "nothing to scroll");
            prop_assert!(!transition.announce || user_moved, "only the user's moves are announced");
            prop_assert!(!transition.announce || matches!(input, Input::Rest(_)), "when the row rests");
            prop_assert_eq!(carousel.rotation().is_available(), seconds.is_some());
            let rotated = matches!(input, Input::Tick(_)) && carousel.shown() != before.shown();
            prop_assert!(!rotated || before.rotation().is_running(), "a stopped rotation moves nothing");
            user_moved &= !transition.announce;

            let held = before.apply(Input::Hold).carousel;
            if let Input::Layout(_) = input {
                prop_assert_eq!(held.apply(input).scroll, None, "a held row is not scrolled");
                prop_assert!(!transition.changed || transition.scroll.is_none(), "a realignment is no change");
            }

            // Wherever the row comes to rest, it is corrected at most three times.
            let mut rest = carousel.apply(Input::Rest(between_slides(0)));
            let mut corrections = 0;
            while rest.scroll.is_some() {
                corrections += 1;
                prop_assert!(corrections <= 3);
                rest = rest.carousel.apply(Input::Rest(between_slides(0)));
            }
        }
    }
}
