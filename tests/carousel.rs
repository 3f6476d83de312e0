//! The carousel's state, by examples and by ten thousand random sequences of inputs.

use next_level::carousel::{Carousel, Input, Motion, Move, Row, Surroundings};
use proptest::{collection::vec, prelude::*};

const SEEN: Surroundings = Surroundings { hovered: false, visible: true, reduced_motion: false };

const WIDTH: u32 = 600;

/// A row of three that is at this slide.
fn at(nearest: usize) -> Row {
    Row { count: 3, width: WIDTH, nearest, aligned: true }
}

/// The same row between two slides.
fn near(nearest: usize) -> Row {
    Row { aligned: false, ..at(nearest) }
}

/// So many slides, of which the first is shown, after the first look at them.
fn seen(count: usize) -> Carousel {
    after(Carousel::new(count), [Input::Layout(at(0))])
}

/// The state after several things.
fn after(carousel: Carousel, inputs: impl IntoIterator<Item = Input>) -> Carousel {
    inputs.into_iter().fold(carousel, |carousel, input| carousel.after(input).carousel)
}

#[test]
fn previous_and_next_wrap() {
    let moves = [Move::Next, Move::Next, Move::Next, Move::Previous, Move::First, Move::Last];
    let mut carousel = Carousel::new(3);
    let mut shown = Vec::new();
    for to in moves {
        carousel = carousel.after(Input::Move(to)).carousel;
        shown.push(carousel.shown());
    }
    assert_eq!(shown, [1, 2, 0, 2, 0, 2]);
    assert_eq!(carousel.position(), "3 / 3");
}

#[test]
fn one_slide_or_none_stays_where_it_is() {
    for count in [0, 1] {
        for to in [Move::Previous, Move::Next, Move::First, Move::Last] {
            let step = Carousel::new(count).after(Input::Move(to));
            assert_eq!((step.carousel.shown(), step.scroll, step.announce), (0, None, false));
        }
        assert!(!Carousel::new(count).moves());
    }
}

#[test]
fn on_the_way_to_a_slide_that_slide_counts_as_shown() {
    let asked = after(seen(4), [Input::Move(Move::Next), Input::Move(Move::Next)]);
    assert_eq!(asked.shown(), 2);
    let passing = after(asked, [Input::Scroll(near(0)), Input::Scroll(near(1))]);
    assert_eq!(passing.shown(), 2, "passing by");
    let arrived = after(asked, [Input::Scroll(at(2)), Input::Rest(at(2))]);
    assert_eq!(after(arrived, [Input::Scroll(near(1))]).shown(), 1, "a swipe after it arrived");
    assert_eq!(after(asked, [Input::Hold, Input::Scroll(near(0))]).shown(), 0, "taken hold of");
}

#[test]
fn a_scroll_that_was_cut_short_is_put_right_once() {
    let asked = after(seen(3), [Input::Move(Move::Last), Input::Scroll(near(2))]);
    let between = asked.after(Input::Rest(near(2)));
    assert_eq!((between.scroll, between.announce), (Some(Motion::Instant), false));
    assert_eq!(between.carousel.shown(), 2);
    let elsewhere = between.carousel.after(Input::Rest(at(1)));
    assert_eq!((elsewhere.scroll, elsewhere.carousel.shown()), (None, 1), "and then it is so");
}

/// Chromium goes on with a smooth scroll after the row was put where it belongs, to where the slide was before.
#[test]
fn a_row_that_moves_on_after_it_was_put_right_is_put_right_again() {
    let corrected = after(seen(3), [Input::Move(Move::Next), Input::Rest(near(1))]);
    let again = after(corrected, [Input::Scroll(near(1))]).after(Input::Rest(near(1)));
    assert_eq!((again.carousel.shown(), again.scroll), (1, Some(Motion::Instant)));
    assert_eq!(again.carousel.after(Input::Rest(at(1))).scroll, None);
}

#[test]
fn a_row_that_was_left_between_two_slides_is_put_to_the_nearer_one() {
    let swiped = after(seen(3), [Input::Hold, Input::Scroll(near(1))]);
    let step = swiped.after(Input::Rest(near(1)));
    assert_eq!((step.carousel.shown(), step.scroll), (1, Some(Motion::Instant)));
    let rest = step.carousel.after(Input::Rest(at(1)));
    assert_eq!((rest.scroll, rest.announce), (None, true), "and told as any other");
}

#[test]
fn several_moves_are_announced_once_when_they_have_come_to_rest() {
    let two = after(seen(3), [Input::Move(Move::Next), Input::Move(Move::Next)]);
    let step = two.after(Input::Rest(at(2)));
    assert!(step.announce);
    assert!(!step.carousel.after(Input::Rest(at(2))).announce, "once");
    let swiped = after(step.carousel, [Input::Hold, Input::Scroll(near(1))]);
    assert!(swiped.after(Input::Rest(at(1))).announce, "a swipe is a move too");
}

#[test]
fn nothing_that_the_person_did_not_do_is_announced() {
    let rotating = seen(3).rotating(Some(12));
    let moved = after(rotating, vec![Input::Second(SEEN); 12]);
    assert_eq!(moved.shown(), 1, "rotated");
    // A finger that passes over the row, down the page, moves nothing; nor does what comes after it.
    let passed = after(rotating, [Input::Hold]);
    let started = after(passed, [Input::ToggleRotation { ran: false }]);
    let rotated = after(started, vec![Input::Second(SEEN); 12]);
    assert_eq!(rotated.shown(), 1, "rotated after the finger");
    for untold in [
        moved,
        after(moved, [Input::Layout(Row { width: 300, ..near(0) })]),
        after(rotating, [Input::Follow(2)]),
        passed,
        after(passed, [Input::Layout(Row { width: 300, ..near(0) })]),
        after(passed, [Input::Content { count: 4, shown: Some(1), rewritten: false }]),
        after(passed, [Input::Reinsert]),
        after(passed, [Input::Follow(2)]),
        rotated,
    ] {
        for width in [WIDTH, 300] {
            let rest = Row { width, ..at(untold.shown()) };
            assert!(!untold.after(Input::Rest(rest)).announce);
        }
    }
}

#[test]
fn all_at_once_hides_nothing_and_leads_back_to_the_slide_that_was_shown() {
    let second = after(seen(3), [Input::Move(Move::Next), Input::Rest(at(1))]);
    let all = after(second, [Input::ToggleAll]);
    assert!((0..3).all(|slide| !all.hides(slide)) && !all.moves());
    assert_eq!(after(all, [Input::Scroll(at(0)), Input::Move(Move::Next)]).shown(), 1);
    let one = all.after(Input::ToggleAll);
    assert_eq!((one.carousel.shown(), one.scroll), (1, Some(Motion::Instant)));
}

#[test]
fn fewer_slides_leave_a_slide_that_exists() {
    let last = after(Carousel::new(5), [Input::Move(Move::Last)]);
    assert_eq!(
        after(last, [Input::Content { count: 2, shown: None, rewritten: false }]).shown(),
        1
    );
    assert_eq!(
        after(last, [Input::Content { count: 0, shown: None, rewritten: false }]).shown(),
        0
    );
}

#[test]
fn it_rotates_only_if_asked_and_never_faster_than_every_twelve_seconds() {
    assert_eq!(after(Carousel::new(3), vec![Input::Second(SEEN); 99]).shown(), 0);
    let hasty = Carousel::new(3).rotating(Some(1));
    assert_eq!(after(hasty, vec![Input::Second(SEEN); 11]).shown(), 0);
    assert_eq!(after(hasty, vec![Input::Second(SEEN); 12]).shown(), 1);
    assert_eq!(after(hasty, vec![Input::Second(SEEN); 36]).shown(), 0, "and around");
}

#[test]
fn pointing_hiding_and_scrolling_away_pause_it() {
    let rotating = Carousel::new(3).rotating(Some(12));
    for paused in [Surroundings { hovered: true, ..SEEN }, Surroundings { visible: false, ..SEEN }]
    {
        let waited = after(rotating, vec![Input::Second(paused); 99]);
        assert!(waited.shown() == 0 && waited.rotation().runs());
        assert_eq!(after(waited, vec![Input::Second(SEEN); 12]).shown(), 1, "and on it goes");
    }
}

#[test]
fn whatever_a_person_does_stops_it_until_asked_again() {
    let rotating = Carousel::new(3).rotating(Some(12));
    for input in [
        Input::Engage,
        Input::Hold,
        Input::Move(Move::Next),
        Input::Follow(0),
        Input::ToggleAll,
        Input::ToggleRotation { ran: true },
        Input::Second(Surroundings { reduced_motion: true, ..SEEN }),
    ] {
        let stopped = after(rotating, [input]);
        assert!(!stopped.rotation().runs() && stopped.rotation().offered(), "{input:?}");
        let shown = stopped.shown();
        assert_eq!(after(stopped, vec![Input::Second(SEEN); 99]).shown(), shown, "{input:?}");
        let again = after(stopped, [Input::ToggleRotation { ran: false }]);
        assert!(again.rotation().runs(), "{input:?}");
    }
}

#[test]
fn the_first_look_finds_what_is_shown_moves_nothing_and_tells_nobody() {
    let step = Carousel::new(3).after(Input::Layout(at(1)));
    assert_eq!((step.carousel.shown(), step.scroll), (1, None));
    assert!(!step.changed && !step.announce);
    let next = step.carousel.after(Input::Move(Move::Next));
    assert_eq!((next.carousel.shown(), next.changed), (2, true), "from there it goes on");
    let rest = step.carousel.after(Input::Rest(at(1)));
    assert!(!rest.changed && !rest.announce, "what scrolled before tells nothing afterwards");
}

#[test]
fn a_row_that_is_not_displayed_is_first_seen_when_it_is() {
    let hidden = after(Carousel::new(3), [Input::Layout(Row { width: 0, ..at(0) })]);
    let step = hidden.after(Input::Layout(at(2)));
    assert_eq!((step.carousel.shown(), step.scroll, step.changed), (2, None, false));
}

#[test]
fn only_another_width_puts_the_row_back_to_its_slide() {
    let second = after(seen(3), [Input::Scroll(at(1)), Input::Rest(at(1))]);
    assert_eq!(second.after(Input::Layout(at(1))).scroll, None, "another height");
    let narrow = Row { width: 300, ..near(2) };
    // What engines do to a row of another width, before it is put right, is nobody's wish.
    assert_eq!(after(second, [Input::Scroll(narrow), Input::Rest(narrow)]).shown(), 1);
    let step = second.after(Input::Layout(narrow));
    assert_eq!((step.carousel.shown(), step.scroll), (1, Some(Motion::Instant)));
    assert!(!step.changed, "the same slide is shown");
}

#[test]
fn a_row_that_is_hidden_and_displayed_again_keeps_its_slide() {
    let hidden = Row { width: 0, ..at(0) };
    let second = after(seen(3), [Input::Scroll(at(1)), Input::Rest(at(1))]);
    let mut carousel = second;
    for input in [Input::Layout(hidden), Input::Scroll(hidden), Input::Rest(hidden)] {
        let step = carousel.after(input);
        assert_eq!((step.carousel.shown(), step.scroll, step.changed), (1, None, false));
        carousel = step.carousel;
    }
    // It may have lost its place.
    assert_eq!(after(carousel, [Input::Scroll(at(0))]).shown(), 1);
    let step = carousel.after(Input::Layout(at(0)));
    assert_eq!((step.carousel.shown(), step.scroll), (1, Some(Motion::Instant)));
}

#[test]
fn a_row_that_is_held_is_put_right_once_it_is_let_go() {
    let held = after(seen(3), [Input::Hold, Input::Scroll(near(1))]);
    let narrow = Row { width: 300, ..near(0) };
    let step = held.after(Input::Layout(narrow));
    assert_eq!((step.carousel.shown(), step.scroll), (1, None));
    let rest = after(step.carousel, [Input::Scroll(narrow)]).after(Input::Rest(narrow));
    assert_eq!((rest.carousel.shown(), rest.scroll), (1, Some(Motion::Instant)));
    let told = rest.carousel.after(Input::Rest(Row { width: 300, ..at(1) }));
    assert!(told.announce, "the person had moved it");
}

#[test]
fn the_same_testimonial_at_another_place_is_no_other() {
    let second = after(seen(3), [Input::Scroll(at(1)), Input::Rest(at(1))]);
    let step = second.after(Input::Content { count: 2, shown: Some(0), rewritten: false });
    assert_eq!((step.carousel.shown(), step.changed), (0, false));
    let same = Input::Content { count: 3, shown: Some(1), rewritten: true };
    let step = second.after(same);
    assert_eq!((step.carousel.shown(), step.changed), (1, false));
    assert_eq!(step.scroll, Some(Motion::Instant), "slides written anew are put in their place");
    let gone = second.after(Input::Content { count: 3, shown: None, rewritten: false });
    assert_eq!((gone.carousel.shown(), gone.changed), (1, true));
}

fn row() -> impl Strategy<Value = Row> {
    (0..9_usize, prop_oneof![1 => Just(0), 1 => Just(300), 4 => Just(WIDTH)], any::<bool>())
        .prop_map(|(nearest, width, aligned)| Row { count: 3, width, nearest, aligned })
}

fn input() -> impl Strategy<Value = Input> {
    let to =
        prop_oneof![Just(Move::Previous), Just(Move::Next), Just(Move::First), Just(Move::Last)];
    let around = any::<(bool, bool, bool)>().prop_map(|(hovered, visible, reduced_motion)| {
        Surroundings { hovered, visible, reduced_motion }
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
        1 => any::<bool>().prop_map(|ran| Input::ToggleRotation { ran }),
        1 => Just(Input::Engage),
        4 => around.prop_map(Input::Second),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_a_slide_that_exists_is_shown(
        count in 0..6_usize,
        seconds in proptest::option::of(0..30_u32),
        inputs in vec(input(), 1..40),
    ) {
        let mut carousel = Carousel::new(count).rotating(seconds);
        let mut person = false;
        for input in inputs {
            let before = carousel;
            let step = carousel.after(input);
            carousel = step.carousel;
            person |= matches!(input, Input::Move(_) | Input::Hold);

            prop_assert!(carousel.shown() < carousel.count().max(1), "a slide that exists");
            let hidden = (0..carousel.count()).filter(|slide| carousel.hides(*slide)).count();
            let expected = if carousel.moves() { carousel.count() - 1 } else { 0 };
            prop_assert_eq!(hidden, expected, "one is shown, or all");
            prop_assert!(step.scroll.is_none() || carousel.moves(), "nothing to scroll");
            prop_assert!(!step.announce || person, "only a person's moves are told");
            prop_assert!(!step.announce || matches!(input, Input::Rest(_)), "when they rest");
            prop_assert_eq!(carousel.rotation().offered(), seconds.is_some());
            let rotated = matches!(input, Input::Second(_)) && carousel.shown() != before.shown();
            prop_assert!(!rotated || before.rotation().runs(), "a stopped rotation moves nothing");
            person &= !step.announce;

            let held = before.after(Input::Hold).carousel;
            if let Input::Layout(_) = input {
                prop_assert_eq!(held.after(input).scroll, None, "what is held is not moved");
                prop_assert!(!step.changed || step.scroll.is_none(), "putting right tells nobody");
            }

            // Wherever the row comes to rest, it is put right three times at most, and then left alone.
            let mut rest = carousel.after(Input::Rest(near(0)));
            let mut corrections = 0;
            while rest.scroll.is_some() {
                corrections += 1;
                prop_assert!(corrections <= 3);
                rest = rest.carousel.after(Input::Rest(near(0)));
            }
        }
    }
}
