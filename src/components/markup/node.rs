//! [`Markup`], the one type of all views.

use leptos::{
    prelude::*,
    tachys::{
        html::attribute::{self, any_attribute::AnyAttribute},
        hydration::Cursor,
        renderer::{
            CastFrom, Rndr,
            types::{Element, Node as DomNode, Text},
        },
        view::{Mountable, Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr},
    },
};

use super::{El, VoidEl, attribute::AttributeState};
use crate::browser::PreservedState;

/// A node of a view.
pub(super) enum Node {
    Text(String),
    Element(El),
    /// Reactive content.
    Live {
        content: Box<dyn Fn() -> Markup + Send + Sync>,
        /// Whether it is the only content of its parent; otherwise it is one element among siblings.
        is_only_child: bool,
    },
}

/// Sibling nodes: the content of an element, or the view of a component.
///
/// Other scripts change the page's DOM: a translator replaces our texts, a highlighter splits them, others insert or
/// remove elements. Fine-grained updates would then change detached nodes. So live content is never patched: it is
/// replaced as a whole, including foreign nodes. It has no end marker either: Leptos's own lists end with a comment,
/// and a proxy may strip comments.
pub struct Markup(pub(super) Vec<Node>);

impl Markup {
    /// The whole content of an element, replaced whenever a signal that it reads changes.
    pub fn live<C: Into<Self>>(content: impl Fn() -> C + Send + Sync + 'static) -> Self {
        Self(vec![Node::Live { content: Box::new(move || content().into()), is_only_child: true }])
    }

    /// An element among siblings, replaced whenever a signal that it reads changes.
    pub fn live_element(element: impl Fn() -> El + Send + Sync + 'static) -> Self {
        Self(vec![Node::Live { content: Box::new(move || element().into()), is_only_child: false }])
    }
}

impl From<El> for Markup {
    fn from(element: El) -> Self {
        Self(vec![Node::Element(element)])
    }
}

impl From<VoidEl> for Markup {
    fn from(VoidEl(element): VoidEl) -> Self {
        element.into()
    }
}

impl<T: Into<Self>> From<Option<T>> for Markup {
    fn from(content: Option<T>) -> Self {
        content.map_or_else(|| Self(Vec::new()), Into::into)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Markup {
    fn from(content: Vec<T>) -> Self {
        Self(content.into_iter().flat_map(|content| content.into().0).collect())
    }
}

impl From<String> for Markup {
    fn from(text: String) -> Self {
        Self(vec![Node::Text(text)])
    }
}

impl From<&str> for Markup {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<View<Self>> for Markup {
    fn from(view: View<Self>) -> Self {
        view.into_inner()
    }
}

/// The mounted state of a [`Markup`].
pub struct MarkupState {
    nodes: Vec<NodeState>,
    /// The parent element, once it is known.
    parent: Option<Element>,
}

enum NodeState {
    Text(Text),
    Element(ElementState),
    Live(RenderEffect<MarkupState>),
}

struct ElementState {
    element: Element,
    #[expect(dead_code, reason = "its drop removes listeners and effects")]
    attributes: Vec<AttributeState>,
    #[expect(dead_code, reason = "its drop removes listeners and effects")]
    children: Vec<NodeState>,
}

impl Node {
    fn write_html(self, html: &mut String, position: &mut Position) {
        match self {
            // Leptos escapes the text.
            Self::Text(text) => text.to_html_with_buf(html, position, true, false, Vec::new()),
            Self::Element(El { tag, void, attributes, children }) => {
                html.push('<');
                html.push_str(tag);
                attributes.into_iter().for_each(|attribute| attribute.write_html(html));
                html.push('>');
                if !void {
                    let mut position = Position::FirstChild;
                    children.into_iter().for_each(|child| child.write_html(html, &mut position));
                    html.push_str("</");
                    html.push_str(tag);
                    html.push('>');
                }
                *position = Position::NextChild;
            }
            Self::Live { content, .. } => {
                content().0.into_iter().for_each(|node| node.write_html(html, position));
            }
        }
    }

    fn build(self) -> NodeState {
        match self {
            Self::Text(text) => NodeState::Text(Rndr::create_text_node(&text)),
            Self::Element(El { tag, attributes, children, .. }) => {
                let element = Rndr::create_element(tag, None);
                let attach = |attribute: super::Attribute| attribute.attach(&element, false);
                let attributes = attributes.into_iter().map(attach).collect();
                let mut children: Vec<_> = children.into_iter().map(Self::build).collect();
                children.iter_mut().for_each(|child| child.mount(&element, None));
                NodeState::Element(ElementState { element, attributes, children })
            }
            Self::Live { content, is_only_child } => build_reactive(content, is_only_child, None),
        }
    }

    fn hydrate(self, cursor: &Cursor, position: &PositionState) -> NodeState {
        let content = match self {
            Self::Live { content, is_only_child } => {
                return build_reactive(
                    content,
                    is_only_child,
                    Some((cursor.clone(), position.clone())),
                );
            }
            content => content,
        };
        if position.get() == Position::FirstChild {
            cursor.child();
        } else {
            cursor.sibling();
        }
        let node = cursor.current();
        // The fingerprint has been compared before; see `crate::fingerprint`.
        const MISMATCH: &str = "the document is not what was rendered";
        let state = match content {
            Self::Element(El { void, attributes, children, .. }) => {
                let element = Element::cast_from(node.clone()).expect(MISMATCH);
                let attach = |attribute: super::Attribute| attribute.attach(&element, true);
                let attributes = attributes.into_iter().map(attach).collect();
                let mut states = Vec::new();
                if !void {
                    position.set(Position::FirstChild);
                    states
                        .extend(children.into_iter().map(|child| child.hydrate(cursor, position)));
                    cursor.set(node);
                }
                NodeState::Element(ElementState { element, attributes, children: states })
            }
            _ => NodeState::Text(Text::cast_from(node).expect(MISMATCH)),
        };
        position.set(Position::NextChild);
        state
    }
}

/// Builds reactive content, or hydrates it at a position, and replaces it on changes.
fn build_reactive(
    content: Box<dyn Fn() -> Markup + Send + Sync>,
    is_only_child: bool,
    hydrated_at: Option<(Cursor, PositionState)>,
) -> NodeState {
    NodeState::Live(RenderEffect::new(move |state: Option<MarkupState>| {
        let content = content();
        match (state, &hydrated_at) {
            (Some(state), _) => state.replace_with(content, is_only_child),
            (None, Some((cursor, position))) => content.hydrate::<true>(cursor, position),
            (None, None) => content.build(),
        }
    }))
}

impl NodeState {
    fn mount(&mut self, parent: &Element, before: Option<&DomNode>) {
        match self {
            Self::Text(text) => Rndr::insert_node(parent, text, before),
            Self::Element(state) => Rndr::insert_node(parent, &state.element, before),
            Self::Live(effect) => effect.mount(parent, before),
        }
    }
}

impl MarkupState {
    fn replace_with(mut self, content: Markup, is_only_child: bool) -> Self {
        let mut new = content.build();
        if let Some(parent) = self.parent.clone().filter(|_| is_only_child) {
            let preserved = PreservedState::capture(&parent);
            parent.set_text_content(None);
            new.mount(&parent, None);
            preserved.restore(&parent);
        } else if let Some(before) = self.elements().pop() {
            let preserved = PreservedState::capture(&before);
            if let Some(parent) = Rndr::get_parent(&before).and_then(Element::cast_from) {
                new.mount(&parent, Some(&before));
            }
            self.unmount();
            new.elements().iter().for_each(|after| preserved.restore(after));
        }
        new
    }
}

impl Render for Markup {
    type State = MarkupState;

    fn build(self) -> MarkupState {
        MarkupState { nodes: self.0.into_iter().map(Node::build).collect(), parent: None }
    }

    fn rebuild(self, state: &mut MarkupState) {
        let before = std::mem::replace(state, MarkupState { nodes: Vec::new(), parent: None });
        *state = before.replace_with(self, true);
    }
}

impl RenderHtml for Markup {
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
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
        self.0.into_iter().for_each(|node| node.write_html(html, position));
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> MarkupState {
        // Before the first child of an element, the cursor is still on the element.
        let first = position.get() == Position::FirstChild;
        let parent = Element::cast_from(cursor.current()).filter(|_| first);
        let hydrate = |node: Node| node.hydrate(cursor, position);
        MarkupState { nodes: self.0.into_iter().map(hydrate).collect(), parent }
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl AddAnyAttr for Markup {
    type Output<NewAttribute: attribute::Attribute> = Self;

    /// Does nothing: siblings have no common element for the attribute.
    fn add_any_attr<NewAttribute: attribute::Attribute>(self, _: NewAttribute) -> Self {
        self
    }
}

impl Mountable for MarkupState {
    fn unmount(&mut self) {
        for node in &mut self.nodes {
            match node {
                NodeState::Text(text) => text.remove(),
                NodeState::Element(state) => state.element.remove(),
                NodeState::Live(effect) => effect.unmount(),
            }
        }
    }

    fn mount(&mut self, parent: &Element, before: Option<&DomNode>) {
        self.parent = Some(parent.clone());
        self.nodes.iter_mut().for_each(|node| node.mount(parent, before));
    }

    fn insert_before_this(&self, other: &mut dyn Mountable) -> bool {
        let before = self.elements().into_iter().next();
        let parent = before.as_ref().and_then(|first| Rndr::get_parent(first));
        let (Some(before), Some(parent)) = (before, parent.and_then(Element::cast_from)) else {
            return false;
        };
        other.mount(&parent, Some(&before));
        true
    }

    fn elements(&self) -> Vec<Element> {
        let elements = |node: &NodeState| match node {
            NodeState::Text(_) => Vec::new(),
            NodeState::Element(state) => vec![state.element.clone()],
            NodeState::Live(effect) => effect.elements(),
        };
        self.nodes.iter().flat_map(elements).collect()
    }
}
