//! What is inside an element, as one type for all of them.

use leptos::tachys::{
    html::attribute::{Attribute, any_attribute::AnyAttribute},
    hydration::Cursor,
    renderer::{
        CastFrom,
        types::{Element, Node},
    },
    view::{
        Mountable, Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr,
        any_view::AnyView,
    },
};

use crate::browser::Kept;

/// Views that stand in a row: all that is inside an element, or one element among others.
///
/// The page is not ours alone: a translator puts its own nodes in the place of our texts, a highlighter
/// splits them, others insert or remove elements. What is changed node by node would then change nodes that
/// nobody sees. So content is never changed: it is replaced as a whole, whatever stands there by then. Nor does
/// it end with a comment, by which a `Vec` finds its own end: a proxy may strip comments.
pub(super) struct Content {
    pub(super) views: Vec<AnyView>,
    /// Whether it is all that is inside its element; otherwise it is one element.
    pub(super) fills: bool,
}

/// What was made of [`Content`], and the element that it is in, once that is known.
pub(super) struct ContentState {
    views: Vec<<AnyView as Render>::State>,
    parent: Option<Element>,
}

impl Render for Content {
    type State = ContentState;

    fn build(self) -> ContentState {
        ContentState { views: self.views.into_iter().map(Render::build).collect(), parent: None }
    }

    fn rebuild(self, state: &mut ContentState) {
        let fills = self.fills;
        let mut new = self.build();
        if let Some(parent) = state.parent.clone().filter(|_| fills) {
            let kept = Kept::inside(&parent);
            parent.set_text_content(None);
            new.mount(&parent, None);
            kept.put_back(&parent);
        } else if let Some(before) = state.elements().pop() {
            let kept = Kept::inside(&before);
            state.insert_before_this(&mut new);
            state.unmount();
            new.elements().iter().for_each(|after| kept.put_back(after));
        }
        *state = new;
    }
}

impl RenderHtml for Content {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        attributes: Vec<AnyAttribute>,
    ) {
        for view in self.views {
            view.to_html_with_buf(html, position, escape, mark_branches, attributes.clone());
        }
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> ContentState {
        // Before the first child of an element, the cursor is still on the element.
        let parent = Element::cast_from(cursor.current()).filter(|_| self.fills);
        let hydrate = |view: AnyView| view.hydrate::<FROM_SERVER>(cursor, position);
        ContentState { views: self.views.into_iter().map(hydrate).collect(), parent }
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl AddAnyAttr for Content {
    type Output<NewAttribute: Attribute> = Self;

    fn add_any_attr<NewAttribute: Attribute>(self, _: NewAttribute) -> Self {
        self
    }
}

impl Mountable for ContentState {
    fn unmount(&mut self) {
        self.views.iter_mut().for_each(Mountable::unmount);
    }

    fn mount(&mut self, parent: &Element, before: Option<&Node>) {
        self.parent = Some(parent.clone());
        self.views.iter_mut().for_each(|view| view.mount(parent, before));
    }

    fn insert_before_this(&self, other: &mut dyn Mountable) -> bool {
        self.views.iter().any(|view| view.insert_before_this(other))
    }

    fn elements(&self) -> Vec<Element> {
        self.views.iter().flat_map(Mountable::elements).collect()
    }
}
