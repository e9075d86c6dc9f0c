() => {
    // Text at twice its size, as a reader sets it in the browser.
    const root = document.documentElement;
    root.style.fontSize = '200%';
    if (root.scrollWidth > innerWidth + 1)
        report('enlarged', widest() ?? null,
            `with text twice as large the page is ${root.scrollWidth} wide in a window of ${innerWidth}`);
    for (const e of all('body *').filter(seen)) {
        const style = getComputedStyle(e);
        const cut = ['hidden', 'clip'].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1;
        // An ellipsis says that there is more.
        if (cut && e.textContent.trim() && style.textOverflow !== 'ellipsis')
            report('enlarged', e, 'with text twice as large some of it is cut off');
    }
    root.style.removeProperty('font-size');
    return found;
}
