//! Changes that third parties make to a page's DOM: translators, highlighters, extensions, proxies, archives.

/// One change to the nodes inside an element.
#[derive(Clone, Copy, Debug)]
pub struct Mutation {
    /// The name in failures and in `docs/foreign-dom.md`.
    pub name: &'static str,
    /// A function's body; `root` is the element (or shadow root), `texts(root)` its text nodes that are not
    /// blank, and `all(selector)` its elements.
    pub script: &'static str,
    /// When it can happen.
    pub when: When,
}

/// When a mutation can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Only to the prerendered page: after hydration the app does not restore what somebody removed on purpose.
    BeforeHydration,
    /// At any time.
    Always,
    /// At any time, except to a hydrated widget: scripts that do so do not look into shadow roots.
    AlwaysInDocuments,
}

/// Every mutation, tried on every surface.
pub const MUTATIONS: &[Mutation] = &[
    always(
        "a translator wraps every text twice",
        "for (const text of texts(root)) {
            const [outer, inner] = [document.createElement('font'), document.createElement('font')];
            inner.textContent = text.data; outer.append(inner); text.replaceWith(outer);
        }",
    ),
    always(
        "a translator puts other text nodes in the place of all",
        "for (const text of texts(root)) text.replaceWith(document.createTextNode(text.data))",
    ),
    always(
        "a highlighter marks a word in every text",
        "for (const text of texts(root)) {
            const rest = text.splitText(Math.min(2, text.length)), mark = document.createElement('mark');
            rest.splitText(Math.min(3, rest.length)); mark.className = 'ext'; rest.replaceWith(mark); mark.append(rest);
        }",
    ),
    always(
        "a telephone makes links of numbers",
        "for (const text of texts(root)) {
            const number = /\\d+/.exec(text.data);
            if (!number) continue;
            const rest = text.splitText(number.index), link = document.createElement('a');
            rest.splitText(number[0].length); link.href = 'tel:' + number[0]; rest.replaceWith(link); link.append(rest);
        }
        const link = document.createElement('a'), first = all('p')[0];
        link.href = 'tel:+33123456789'; link.append(...first.childNodes); first.append(link)",
    ),
    always("an extension splits every text", "texts(root).forEach(text => text.splitText(text.length >> 1))"),
    always("an extension joins the texts that stand beside each other", "root.normalize()"),
    always("a dictionary marks where words may be broken", "for (const text of texts(root)) text.splitText(1).before(document.createElement('wbr'))"),
    always(
        "a proxy strips the comments",
        "const walk = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT), found = [];
        while (walk.nextNode()) found.push(walk.currentNode);
        found.forEach(comment => comment.remove())",
    ),
    always(
        "comments are inserted everywhere",
        "all('*').forEach(e => e.prepend(document.createComment('ad')))",
    ),
    always(
        "a proxy inserts white space between elements",
        "all('section, div, p, figure, li').forEach(e => e.before('\\n  '))",
    ),
    always(
        "an extension inserts elements of its own",
        "all('section, p, blockquote, a').forEach(e => {
            const own = document.createElement('ext-icon'); own.attachShadow({mode: 'open'}).innerHTML = '<i>!</i>'; e.before(own);
            e.append(document.createElement('ext-icon'));
        })",
    ),
    always(
        "an extension paints everything with attributes",
        "all('*').forEach(e => { e.style.setProperty('--ext', '1'); e.classList.add('ext'); e.dataset.ext = ''; e.removeAttribute('data-fingerprint') })",
    ),
    before_hydration("a blocker takes the title away", "all('.section-title')[0].remove()"),
    before_hydration("a blocker takes a whole section away", "all('section.testimonials')[0].remove()"),
    Mutation {
        name: "a script writes all of the HTML anew",
        script: "root.innerHTML = root.innerHTML.replace(/que/g, '<b>que</b>')",
        when: When::AlwaysInDocuments,
    },
    before_hydration("an extension wraps every paragraph", "all('p').forEach(e => { const own = document.createElement('div'); e.replaceWith(own); own.append(e) })"),
    before_hydration("a proxy hides mailboxes and leaves an element instead", "all('blockquote p').forEach(e => { e.lastChild.remove(); e.insertAdjacentHTML('beforeend', '<span class=__cf_email__ data-cfemail=00>[email&nbsp;protected]</span>') })"),
];

const fn always(name: &'static str, script: &'static str) -> Mutation {
    Mutation { name, script, when: When::Always }
}

const fn before_hydration(name: &'static str, script: &'static str) -> Mutation {
    Mutation { name, script, when: When::BeforeHydration }
}

impl Mutation {
    /// Builds a function's body that applies the mutation inside the element of this JavaScript expression.
    pub fn build_script(&self, root: &str) -> String {
        format!(
            "const root = {root}, all = selector => [...root.querySelectorAll(selector)];
            const texts = root => {{
                const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
                while (walk.nextNode()) if (walk.currentNode.data.trim()) found.push(walk.currentNode);
                return found;
            }};
            {}",
            self.script
        )
    }
}
