//! Markup whose code is paid for once.
//!
//! `view!` gives every element a type of its own, and each type brings its own code to build,
//! hydrate and rebuild it; so does every closure in a view. The sections are therefore written
//! with one type for all elements and one for all closures.

use std::sync::Arc;

use leptos::{
    ev, html,
    prelude::*,
    tachys::html::{
        attribute::{
            any_attribute::{AnyAttribute, IntoAnyAttribute},
            custom::custom_attribute,
        },
        event::on,
        node_ref::node_ref,
    },
};

use crate::browser::{Handle, element_name};
use content::Content;

mod content;

/// An element in the making, by its name: `el("p").class("quote").child("…")`.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El { tag, attributes: Vec::new(), children: Vec::new() }
}

/// An element that is replaced by another whenever a signal that it reads changes.
pub fn live(element: impl Fn() -> El + Send + Sync + 'static) -> AnyView {
    made_live(Box::new(move || Content { views: Children::from(element()).0, fills: false }))
}

/// All that is inside an element, replaced as a whole whenever a signal that it reads changes.
pub fn filling<C: Into<Children>>(content: impl Fn() -> C + Send + Sync + 'static) -> AnyView {
    made_live(Box::new(move || Content { views: content().into().0, fills: true }))
}

fn made_live(content: Box<dyn Fn() -> Content + Send + Sync>) -> AnyView {
    (move || content()).into_any()
}

/// An element in the making; see [`el`].
#[must_use]
pub struct El {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

impl El {
    /// With a class.
    #[inline(never)]
    pub fn class(self, class: &'static str) -> Self {
        self.set("class", class)
    }

    /// With an attribute.
    pub fn attr(self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.set(name, value.as_ref())
    }

    #[inline(never)]
    fn set(self, name: &'static str, value: &str) -> Self {
        self.maybe(name, Some(value.to_owned()))
    }

    /// With an attribute, if it has a value.
    #[inline(never)]
    pub fn maybe(self, name: &'static str, value: Option<String>) -> Self {
        self.with(custom_attribute(name, value).into_any_attr())
    }

    /// With an attribute that follows the signals that its value reads.
    pub fn live_attr(
        self,
        name: &'static str,
        value: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
    ) -> Self {
        let value: Arc<dyn Fn() -> Option<&'static str> + Send + Sync> = Arc::new(value);
        self.with(custom_attribute(name, value).into_any_attr())
    }

    /// With something that happens on an event; in the native build there are no events.
    pub fn on(self, event: &'static str, handler: impl FnMut(ev::Event) + 'static) -> Self {
        let handler: Box<dyn FnMut(ev::Event)> = Box::new(handler);
        self.with(on(ev::Custom::<ev::Event>::new(event), handler).into_any_attr())
    }

    /// With a handle.
    pub fn handle(self, handle: Handle) -> Self {
        self.with(node_ref(handle).into_any_attr())
    }

    /// With something inside.
    pub fn child(self, child: impl Into<Children>) -> Self {
        self.inside(child.into())
    }

    #[inline(never)]
    fn inside(mut self, Children(children): Children) -> Self {
        self.children.extend(children);
        self
    }

    /// With all that is inside it following the signals that it reads; see [`filling`].
    pub fn live<C: Into<Children>>(self, content: impl Fn() -> C + Send + Sync + 'static) -> Self {
        self.child(filling(content))
    }

    /// With a text that follows the signals that it reads, written only when it is another one: a live region
    /// would repeat it.
    pub fn live_text(self, text: impl Fn() -> String + Send + Sync + 'static) -> Self {
        let text: Box<dyn Fn() -> String + Send + Sync> = Box::new(text);
        let text = Memo::new(move |_| text());
        self.live(move || text.get())
    }

    /// With several things inside.
    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    #[inline(never)]
    fn with(mut self, attribute: AnyAttribute) -> Self {
        self.attributes.push(attribute);
        self
    }
}

impl IntoRender for El {
    type Output = AnyView;

    #[inline(never)]
    fn into_render(self) -> AnyView {
        let Self { tag, attributes, children } = self;
        match tag {
            // The one void element that the build renders: it has no end tag and nothing inside.
            "img" => html::img().add_any_attr(attributes).into_any(),
            _ => {
                let content = Content { views: children, fills: true };
                html::custom(element_name(tag)).add_any_attr(attributes).child(content).into_any()
            }
        }
    }
}

/// What can stand inside an element: words, elements, or any view.
pub struct Children(Vec<AnyView>);

impl From<AnyView> for Children {
    fn from(view: AnyView) -> Self {
        Self(vec![view])
    }
}

impl From<Vec<AnyView>> for Children {
    fn from(views: Vec<AnyView>) -> Self {
        Self(views)
    }
}

impl From<El> for Children {
    fn from(element: El) -> Self {
        element.into_render().into()
    }
}

impl From<Option<El>> for Children {
    fn from(element: Option<El>) -> Self {
        Self(element.map(IntoRender::into_render).into_iter().collect())
    }
}

impl From<String> for Children {
    fn from(words: String) -> Self {
        words.into_any().into()
    }
}

impl From<&str> for Children {
    fn from(words: &str) -> Self {
        Self::from(words.to_owned())
    }
}
