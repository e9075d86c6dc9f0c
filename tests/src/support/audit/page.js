refusedWords => {
    // The page: language, title, landmarks, headings, zoom.
    const root = document.documentElement;
    if (!/^[a-z]{2,3}(-|$)/i.test(root.lang)) report('language', null, 'html has no lang');
    else if (/^(ar|fa|he|ur)\b/i.test(root.lang) !== (getComputedStyle(root).direction === 'rtl'))
        report('direction', null, `lang ${root.lang} does not go with the page's direction`);
    if (!document.title.trim()) report('title', null, 'the page has no title');
    // Who hears the page hears its title first.
    const refused = all('main [role=alert], main form [aria-invalid=true]').find(visible);
    const faultWord = refusedWords[root.lang];
    if (refused && faultWord && !document.title.startsWith(faultWord))
        report('title', refused, `a form was refused, but the title does not begin with ${faultWord}`);
    const mains = all('main, [role=main]').filter(visible);
    if (mains.length !== 1) report('landmarks', null, `${mains.length} main parts`);
    const headings = all('h1, h2, h3, h4, h5, h6, [role=heading]').filter(visible);
    const level = e => Number(e.getAttribute('aria-level') || e.localName[1] || 2);
    const firsts = headings.filter(e => level(e) === 1).length;
    if (firsts !== 1) report('headings', null, `${firsts} headings of level 1`);
    headings.forEach((e, i) => {
        const before = i ? level(headings[i - 1]) : 0;
        if (i && level(e) > before + 1)
            report('headings', e, `level ${level(e)} follows level ${before}`);
    });
    const zoom = document.querySelector('meta[name=viewport]')?.content ?? '';
    if (/user-scalable\s*=\s*(no|0)|maximum-scale\s*=\s*[01](\.|,|;|\s|$)/.test(zoom))
        report('zoom', null, 'zooming is hindered');
    if (root.scrollWidth > innerWidth + 1)
        report('reflow', widest() ?? null, `the page is ${root.scrollWidth} wide in a window of ${innerWidth}`);

    // What people wrote says its own language and direction: the page's may be another, and `auto`
    // is wrong for a sentence that begins with a foreign word.
    for (const e of all('[data-user-text]')) {
        if (!/^[a-z]{2,3}(-|$)/i.test(e.getAttribute('lang') ?? ''))
            report('user-text', e, 'a text of a person has no lang of its own');
        if (!['rtl', 'ltr'].includes(e.getAttribute('dir')))
            report('user-text', e, 'a text of a person has no dir of its own');
    }

    // Drawings may run with the text; the text itself stands in no mirror.
    for (const e of all('body *')) {
        const style = getComputedStyle(e);
        const turned = style.scale.startsWith('-') || /^matrix\(-/.test(style.transform);
        if (turned && visible(e) && e.textContent.trim()) report('mirror', e, 'its text is mirrored');
    }

    // Ids and what points at them.
    const ids = new Map();
    for (const e of all('[id]')) {
        if (ids.has(e.id)) report('ids', e, `the id ${e.id} is there twice`);
        ids.set(e.id, e);
    }
    const pointing = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls',
        'aria-errormessage', 'aria-owns', 'aria-details', 'aria-activedescendant', 'list', 'form'];
    for (const name of pointing) {
        for (const e of all(`[${name}]`)) {
            for (const id of e.getAttribute(name).split(/\s+/).filter(Boolean)) {
                if (!ids.has(id)) report('ids', e, `${name} points at ${id}, which is not there`);
            }
        }
    }
    for (const e of all('a[href^="#"]')) {
        const id = decodeURIComponent(e.getAttribute('href').slice(1));
        if (id && id !== 'top' && !ids.has(id)) report('ids', e, `the link's target ${id} is not there`);
    }

    // Structure that the ear relies on.
    for (const e of all('[tabindex]')) {
        if (e.tabIndex > 0) report('focus', e, 'it jumps the order of focus');
    }
    for (const e of all(reachable)) {
        if (e.closest('[aria-hidden=true]') && visible(e))
            report('focus', e, 'it can be focused but is hidden from assistive technology');
        const outer = e.parentElement?.closest('a[href], button');
        if (outer) report('nesting', e, 'a control lies in another control');
    }
    for (const e of all('img:not([alt])')) report('name', e, 'an img has no alt');
    for (const e of all('iframe:not([title])')) report('name', e, 'an iframe has no title');
    for (const e of all('table:not([role])')) {
        if (!e.querySelector('th')) report('tables', e, 'a table has no header cells');
    }
    for (const e of all('ul > *, ol > *')) {
        if (!['li', 'script', 'template'].includes(e.localName))
            report('lists', e, 'a list holds something that is not an item');
    }
    for (const e of all('fieldset')) {
        if (e.firstElementChild?.localName !== 'legend' && !e.hasAttribute('aria-label') &&
            !e.hasAttribute('aria-labelledby')) report('name', e, 'a group of fields has no legend');
    }

    // Contrast of text.
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const scripts = { arabic: /\p{Script=Arabic}/gu, latin: /\p{Script=Latin}/gu };
    const inspected = new Set();
    const inspect = element => {
        if (inspected.has(element) || !seen(element)) return;
        inspected.add(element);
        const style = getComputedStyle(element);
        const off = element.closest(':disabled, [aria-disabled=true], [inert]');
        const under = behind(element);
        if (off || !under) return;
        const [r, g, b, a] = colour(style.color);
        const ink = over([r, g, b], under.ground, a * under.opacity);
        const ratio = contrast(ink, under.ground);
        const size = parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        if (ratio < (large ? 3 : 4.5) - 0.005)
            report('contrast', element, `${ratio.toFixed(2)} to 1 at ${size} px`);
    };
    while (texts.nextNode()) {
        const text = texts.currentNode.data.trim();
        const element = texts.currentNode.parentElement;
        if (!text || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'OPTION'].includes(element.tagName))
            continue;
        inspect(element);
        // A sentence in another script is read aloud wrongly unless its language is said.
        const lang = element.closest('[lang]')?.lang ?? '';
        const arabic = (text.match(scripts.arabic) ?? []).length;
        const latin = (text.match(scripts.latin) ?? []).length;
        const words = text.split(/\s+/).length;
        const isArabic = /^(ar|fa|ur)\b/i.test(lang);
        if (visible(element) && words >= 3 && arabic + latin > 0) {
            if (!isArabic && arabic > latin) report('language', element, `Arabic text in lang ${lang}`);
            if (isArabic && latin > arabic && words >= 4)
                report('language', element, `Latin text in lang ${lang}`);
        }
    }
    all('input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea, select').forEach(inspect);

    // Targets of at least 24 pixels, or that far from the next; links within a sentence are exempt.
    const targets = all(reachable).filter(seen).map(e => ({ e, box: e.getBoundingClientRect() }));
    const inSentence = e => getComputedStyle(e).display === 'inline' &&
        [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    for (const { e, box } of targets) {
        if ((box.width >= 24 && box.height >= 24) || inSentence(e)) continue;
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        const near = targets.find(({ e: other, box: o }) => {
            if (other === e || other.contains(e) || e.contains(other)) return false;
            const small = o.width < 24 || o.height < 24;
            const [dx, dy] = small
                ? [o.x + o.width / 2 - x, o.y + o.height / 2 - y]
                : [Math.max(o.left - x, 0, x - o.right), Math.max(o.top - y, 0, y - o.bottom)];
            return Math.hypot(dx, dy) < (small ? 24 : 12);
        });
        if (near) report('target', e, `${Math.round(box.width)} by ${Math.round(box.height)} px, ` +
            'with another target close by');
    }
    return found;
}
