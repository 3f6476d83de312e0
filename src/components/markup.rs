//! A builder for views: `el(html::p()).class("quote").on(ev::click, …).child("…")`.
//!
//! It uses Leptos's names, and Leptos's types of elements and events, but all views have one type. With `view!` each
//! element has its own type, and each type its own code to build, hydrate and rebuild it: with sections written that
//! way the Wasm has 126 to 181 kB, with this builder 80 (brotli 11, November 2026). So `view!` composes components, and
//! a component is built from `el`.

use std::borrow::Cow;

use leptos::{
    ev::{self, EventDescriptor},
    html::{ElementType, HtmlElement},
    prelude::*,
    tachys::{html::event::on, renderer::types::Event},
};

use crate::browser::ElementRef;
use attribute::AttributeValue;
use node::Node;

pub use attribute::Attribute;
pub use node::Markup;

mod attribute;
mod node;

/// An HTML element with an end tag: `el(html::p())`.
pub fn el<E: ElementType>(_: HtmlElement<E, (), ()>) -> El {
    const {
        assert!(E::NAMESPACE.is_none(), "only elements of HTML");
        assert!(!E::SELF_CLOSING, "use `void_el` for an element without an end tag");
    }
    El::named(E::TAG)
}

/// An HTML element without an end tag, which has no children: `void_el(html::img())`.
pub fn void_el<E: ElementType>(_: HtmlElement<E, (), ()>) -> VoidEl {
    const {
        assert!(E::SELF_CLOSING, "use `el` for an element with an end tag");
    }
    VoidEl(El { void: true, ..El::named(E::TAG) })
}

/// A builder of an element; see [`el`].
#[must_use]
pub struct El {
    tag: &'static str,
    void: bool,
    attributes: Vec<Attribute>,
    children: Vec<Node>,
}

/// A builder of a void element; see [`void_el`].
#[must_use]
pub struct VoidEl(El);

impl El {
    /// An element by its tag name: a custom element, or one whose name is known only at run time.
    #[inline(never)]
    pub(super) fn named(tag: &'static str) -> Self {
        Self { tag, void: false, attributes: Vec::new(), children: Vec::new() }
    }

    /// Sets the class.
    pub fn class(self, class: &'static str) -> Self {
        self.attr("class", class)
    }

    /// Sets an attribute: a text, an optional text, or a reactive closure.
    pub fn attr(self, name: &'static str, value: impl AttributeValue) -> Self {
        self.with(value.attribute(name))
    }

    /// Adds an event handler; a native build ignores it.
    pub fn on<E>(self, event: E, mut handler: impl FnMut(E::EventType) + 'static) -> Self
    where
        E: EventDescriptor,
        E::EventType: From<Event>,
    {
        self.on_named(event.name(), Box::new(move |event| handler(event.into())))
    }

    #[inline(never)]
    fn on_named(self, name: Cow<'static, str>, handler: Box<dyn FnMut(Event)>) -> Self {
        self.with(Attribute::Event(on(ev::Custom::new(name), handler)))
    }

    /// Sets the node ref.
    pub fn node_ref(self, node_ref: ElementRef) -> Self {
        self.with(Attribute::NodeRef(node_ref))
    }

    /// Appends a child, or several.
    pub fn child(self, child: impl Into<Markup>) -> Self {
        self.with_children(child.into())
    }

    /// Appends elements.
    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Sets reactive content, which is replaced as a whole; the element may have no other child.
    pub fn live<C: Into<Markup>>(self, content: impl Fn() -> C + Send + Sync + 'static) -> Self {
        self.child(Markup::live(content))
    }

    /// Sets a reactive text, which is written only when it differs: a live region would announce it again.
    pub fn live_text(self, text: impl Fn() -> String + Send + Sync + 'static) -> Self {
        let text: Box<dyn Fn() -> String + Send + Sync> = Box::new(text);
        let text = Memo::new(move |_| text());
        self.live(move || text.get())
    }

    #[inline(never)]
    fn with(mut self, attribute: Attribute) -> Self {
        self.attributes.push(attribute);
        self
    }

    #[inline(never)]
    fn with_children(mut self, children: Markup) -> Self {
        self.children.extend(children.0);
        self
    }
}

impl VoidEl {
    /// Sets the class; see [`El::class`].
    pub fn class(self, class: &'static str) -> Self {
        Self(self.0.class(class))
    }

    /// Sets an attribute; see [`El::attr`].
    pub fn attr(self, name: &'static str, value: impl AttributeValue) -> Self {
        Self(self.0.attr(name, value))
    }

    /// Adds an event handler; see [`El::on`].
    pub fn on<E>(self, event: E, handler: impl FnMut(E::EventType) + 'static) -> Self
    where
        E: EventDescriptor,
        E::EventType: From<Event>,
    {
        Self(self.0.on(event, handler))
    }

    /// Sets the node ref; see [`El::node_ref`].
    pub fn node_ref(self, node_ref: ElementRef) -> Self {
        Self(self.0.node_ref(node_ref))
    }
}
