//! Scripts that run on other sites' pages, with each call made one of the platform's own functions.
//!
//! A library of the page may have replaced any of them: Prototype's `scrollTo` scrolls the page, MooTools'
//! `Window` is no constructor of the window. So no script calls a function by way of an object of the page:
//! `a.b(c)` becomes `call(a, "b", c)`, and in the glue `a instanceof B` becomes `is(a, "B")`. What these two do
//! is in `embed/platform.js` and `embed/glue.js`; sources stay as anybody would write them.

use oxc::{
    allocator::Allocator,
    ast::ast::{
        BinaryExpression, BinaryOperator, CallExpression, ChainExpression, Expression,
        NewExpression, StaticMemberExpression,
    },
    ast_visit::{Visit, walk},
    parser::Parser,
    semantic::{IsGlobalReference, Scoping, SemanticBuilder},
    span::{GetSpan, SourceType, Span},
};

/// Functions of the window that scripts call by their name alone.
const OF_WINDOW: [&str; 11] = [
    "addEventListener",
    "cancelAnimationFrame",
    "clearTimeout",
    "fetch",
    "getComputedStyle",
    "matchMedia",
    "queueMicrotask",
    "removeEventListener",
    "requestAnimationFrame",
    "requestIdleCallback",
    "setTimeout",
];

/// Interfaces of events: a document makes one whoever names something else so, and names its constructor.
const EVENTS: [&str; 2] = ["CustomEvent", "Event"];

/// Functions of collections and promises, which no page replaces with others; of observers, which end with
/// their frame; of a window of another origin; and our own.
const LEFT: [&str; 30] = [
    "add",
    "all",
    "catch",
    "default",
    "delete",
    "disconnect",
    "dress",
    "end",
    "exec",
    "fail",
    "finally",
    "free",
    "freeze",
    "get",
    "has",
    "hydrate",
    "moved",
    "observe",
    "on_panic",
    "platform",
    "postMessage",
    "race",
    "reject",
    "resolve",
    "set",
    "show",
    "test",
    "then",
    "timeout",
    "want",
];

/// Globals with functions of their own that count; those of others no page replaces, or they are its affair.
const GLOBALS: [&str; 4] = ["Array", "JSON", "Object", "String"];

/// Which calls of a script are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calls {
    /// All of them.
    All,
    /// Those of what a function has been given, and of globals: of the glue's functions the Wasm imports.
    OfArguments,
}

/// The module with each call made the platform's own. What is no script stays as it is: whoever minifies it
/// tells the fault.
pub(crate) fn own_calls(source: &str, calls: Calls) -> String {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, SourceType::mjs()).parse();
    if !parsed.diagnostics.is_empty() {
        return source.to_owned();
    }
    let semantic = SemanticBuilder::new().build(&parsed.program).semantic;
    let mut found =
        Found { source, calls, scoping: semantic.scoping(), in_chain: false, edits: Vec::new() };
    found.visit_program(&parsed.program);
    found.edited()
}

/// What is to be written otherwise.
struct Found<'s> {
    source: &'s str,
    calls: Calls,
    scoping: &'s Scoping,
    /// Whether a `?.` may cut off what follows.
    in_chain: bool,
    /// Where, and what is written there; of two at one place the outer comes first.
    edits: Vec<(Span, String)>,
}

impl Found<'_> {
    fn edited(mut self) -> String {
        self.edits.sort_by_key(|(span, _)| span.start);
        let (mut text, mut at) = (String::new(), 0);
        for (span, written) in &self.edits {
            text.push_str(&self.source[at..span.start as usize]);
            text.push_str(written);
            at = span.end as usize;
        }
        text + &self.source[at..]
    }

    fn write(&mut self, start: u32, end: u32, text: impl Into<String>) {
        self.edits.push((Span::new(start, end), text.into()));
    }

    /// The name of a global that no variable of the script hides.
    fn global<'e>(&self, expression: &'e Expression<'_>) -> Option<&'e str> {
        let Expression::Identifier(identifier) = expression else { return None };
        identifier.is_global_reference(self.scoping).then(|| identifier.name.as_str())
    }

    fn is_meant(&self, member: &StaticMemberExpression<'_>) -> bool {
        let name = member.property.name.as_str();
        if let Some(global) = self.global(&member.object)
            && (global == "console" || global.starts_with(|first: char| first.is_uppercase()))
        {
            return GLOBALS.contains(&global);
        }
        match (self.calls, &member.object) {
            (_, Expression::Super(_)) => false,
            (Calls::All, _) => !LEFT.contains(&name),
            // What wasm-bindgen hangs on its own functions, and what runs a function, is nobody else's.
            (Calls::OfArguments, Expression::Identifier(object)) => {
                let number = object.name.strip_prefix("arg").map(str::parse::<u8>);
                matches!(number, Some(Ok(_))) && name != "call" && !name.starts_with('_')
            }
            (Calls::OfArguments, _) => false,
        }
    }

    /// From the end of what is called to the first value, or to the bracket that closes.
    fn values_start(&self, from: u32, call: &CallExpression<'_>) -> u32 {
        let bracket = self.source[from as usize..].find('(').unwrap_or_default();
        call.arguments.first().map_or(from + bracket as u32 + 1, |value| value.span().start)
    }

    fn call_of(&mut self, call: &CallExpression<'_>, member: &StaticMemberExpression<'_>) {
        let object = member.object.span();
        self.write(object.start, object.start, "call(");
        let next = if call.arguments.is_empty() { "" } else { ", " };
        let values = self.values_start(member.span.end, call);
        self.write(object.end, values, format!(", \"{}\"{next}", member.property.name));
    }
}

impl<'a> Visit<'a> for Found<'_> {
    fn visit_chain_expression(&mut self, chain: &ChainExpression<'a>) {
        let outside = std::mem::replace(&mut self.in_chain, true);
        walk::walk_chain_expression(self, chain);
        self.in_chain = outside;
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        match &call.callee {
            Expression::StaticMemberExpression(member)
                if !call.optional && self.is_meant(member) =>
            {
                self.call_of(call, member);
                self.visit_expression(&member.object);
            }
            callee => {
                if let Some(name) = self.global(callee).filter(|name| OF_WINDOW.contains(name)) {
                    let next = if call.arguments.is_empty() { "" } else { ", " };
                    let values = self.values_start(callee.span().end, call);
                    let written = format!("call(window, \"{name}\"{next}");
                    self.write(call.span.start, values, written);
                }
                self.visit_expression(callee);
            }
        }
        // What a value holds is no part of the chain.
        let outside = std::mem::replace(&mut self.in_chain, false);
        self.visit_arguments(&call.arguments);
        self.in_chain = outside;
    }

    fn visit_static_member_expression(&mut self, member: &StaticMemberExpression<'a>) {
        // Written otherwise, the call before it is no part of the chain any more, and may give nothing.
        if self.in_chain
            && !member.optional
            && matches!(member.object, Expression::CallExpression(_))
        {
            self.write(member.object.span().end, member.object.span().end, "?");
        }
        walk::walk_static_member_expression(self, member);
    }

    fn visit_new_expression(&mut self, new: &NewExpression<'a>) {
        if let Some(name) = self.global(&new.callee).filter(|name| EVENTS.contains(name)) {
            let made = format!("(call(document, \"createEvent\", \"{name}\").constructor)");
            let span = new.callee.span();
            self.write(span.start, span.end, made);
        }
        walk::walk_new_expression(self, new);
    }

    fn visit_binary_expression(&mut self, binary: &BinaryExpression<'a>) {
        let glue = self.calls == Calls::OfArguments;
        let class = self.global(&binary.right).filter(|name| glue && *name != "Error");
        if let (BinaryOperator::Instanceof, Some(name)) = (binary.operator, class) {
            let left = binary.left.span();
            if let ("Object", Expression::Identifier(left)) = (name, &binary.left) {
                // JSON may have been read by an empty frame's parser, and have its prototype.
                let any = format!("Object({0}) === {0}", left.name);
                self.write(binary.span.start, binary.span.end, any);
            } else {
                self.write(left.start, left.start, "is(");
                self.write(left.end, binary.span.end, format!(", \"{name}\")"));
            }
        }
        walk::walk_binary_expression(self, binary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[track_caller]
    fn becomes(calls: Calls, source: &str, expected: &str) {
        assert_eq!(own_calls(source, calls), expected);
    }

    #[test]
    fn every_call_of_a_function_of_an_object_is_the_platform_s() {
        for (source, expected) in [
            ("a.b()", r#"call(a, "b")"#),
            ("a.b( )", r#"call(a, "b" )"#),
            ("a.b(c, d)", r#"call(a, "b", c, d)"#),
            ("a.b(...c)", r#"call(a, "b", ...c)"#),
            ("a.b(c.d()).e(f)", r#"call(call(a, "b", call(c, "d")), "e", f)"#),
            ("a.b((c, d))", r#"call(a, "b", (c, d))"#),
            ("[...a].b((c) => c.d(1))", r#"call([...a], "b", (c) => call(c, "d", 1))"#),
            ("fetch(a.b())", r#"call(window, "fetch", call(a, "b"))"#),
            ("fetch(a).then(b)", r#"call(window, "fetch", a).then(b)"#),
            (
                "new Event(a.b())",
                r#"new (call(document, "createEvent", "Event").constructor)(call(a, "b"))"#,
            ),
            ("`${a.b()}`", r#"`${call(a, "b")}`"#),
        ] {
            becomes(Calls::All, source, expected);
        }
    }

    #[test]
    fn what_is_nobody_else_s_stays() {
        for source in [
            "a(b)",
            "new A(b)",
            "a[b](c)",
            "a.b?.(c)",
            "class A { #a() { this.#a() } }",
            "class A extends B { c() { super.c() } }",
            "const fetch = 1; fetch(a)",
            "a.then(b)",
            "Promise.resolve(a)",
            "no script",
        ] {
            becomes(Calls::All, source, source);
        }
    }

    /// Where nothing is, nothing is called, and nothing that follows is read.
    #[test]
    fn a_chain_ends_where_it_ended() {
        for (source, expected) in [
            ("a?.b(c)", r#"call(a, "b", c)"#),
            ("a.b(c)?.d()", r#"call(call(a, "b", c), "d")"#),
            ("a?.b.c(d.e())", r#"call(a?.b, "c", call(d, "e"))"#),
            ("a?.b(c).d.e", r#"call(a, "b", c)?.d.e"#),
            ("a?.b(c).d.e()", r#"call(call(a, "b", c)?.d, "e")"#),
        ] {
            becomes(Calls::All, source, expected);
        }
    }

    #[test]
    fn of_the_glue_only_what_the_wasm_imports_is_meant() {
        for (source, expected) in [
            ("(arg0) => arg0.b(arg1)", r#"(arg0) => call(arg0, "b", arg1)"#),
            ("JSON.parse(b)", r#"call(JSON, "parse", b)"#),
            ("arg0 instanceof Window", r#"is(arg0, "Window")"#),
            ("arg0.b() instanceof C", r#"is(call(arg0, "b"), "C")"#),
            ("a instanceof Object", "Object(a) === a"),
            ("a instanceof Error", "a instanceof Error"),
            ("class C {} a instanceof C", "class C {} a instanceof C"),
            ("wasm.b(arg0)", "wasm.b(arg0)"),
            ("arg0.call(arg1)", "arg0.call(arg1)"),
            ("arg0._wbg_cb_unref()", "arg0._wbg_cb_unref()"),
        ] {
            becomes(Calls::OfArguments, source, expected);
        }
    }
}
