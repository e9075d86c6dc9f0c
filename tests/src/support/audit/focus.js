() => {
    // Follows the focus from stop to stop while the page is walked with the Tab key.
    const telling = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'backgroundColor',
        'color', 'borderTopColor', 'borderTopWidth', 'borderBottomColor', 'borderBottomWidth',
        'textDecorationLine', 'textDecorationThickness'];
    const look = e => {
        const style = getComputedStyle(e);
        return telling.map(name => style[name]).join();
    };
    document.documentElement.style.scrollBehavior = 'auto';
    document.activeElement?.blur();
    const ways = all(reachable).filter(visible).filter(e => e.tabIndex >= 0);
    const resting = new Map(ways.map(e => [e, look(e)]));
    const stops = new Set();
    let [last, inside] = [null, 0];
    const isSeen = e => {
        const style = getComputedStyle(e);
        const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
        if (style.outlineStyle === 'auto') return true;
        const grounds = [e.parentElement, e].map(one => one && behind(one)?.ground).filter(Boolean);
        if (outlined && !grounds.length) return true;
        if (outlined && grounds.some(ground => standsOut(style.outlineColor, ground) >= 3)) return true;
        return resting.has(e) && !outlined && resting.get(e) !== look(e);
    };
    const stays = top => {
        for (let e = top; e; e = e.parentElement) {
            if (['sticky', 'fixed'].includes(getComputedStyle(e).position)) return true;
        }
        return false;
    };
    // What lies over it, if something lies over all that is in sight of it.
    const coverOf = e => {
        const boxes = [...e.getClientRects()].filter(box => box.width > 0 && box.height > 0);
        let cover = null;
        for (const box of boxes) {
            const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
            const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
            if (right <= left || bottom <= top) { cover ??= 'the edge of the window'; continue; }
            const middle = (left + right) / 2;
            const over = y => {
                const top = document.elementFromPoint(middle, y);
                const own = !top || e.contains(top) || top.contains(e) || top.closest('label')?.control === e;
                return own ? null : top;
            };
            // A bar that stays while the page scrolls must leave the whole of a control free; lines
            // of text that lie close may overlap at their edges.
            const edges = bottom - top < innerHeight / 2 ? [top + 2, bottom - 2] : [];
            const hidden = over((top + bottom) / 2) ?? edges.map(over).find(stays);
            if (!hidden) return null;
            cover = hidden.outerHTML.slice(0, 80);
        }
        return cover;
    };
    window.auditWalk = {
        // False once the walk is round: the focus is where it was before.
        stop() {
            const e = document.activeElement;
            if (!e || e === document.body || e === document.documentElement) return true;
            // A day has stops of its own inside: day, month, year and the calendar.
            if (e === last && e.type === 'date' && ++inside < 5) return true;
            if (stops.has(e)) return false;
            [last, inside] = [e, 0];
            stops.add(e);
            if (!isSeen(e)) report('focus-visible', e, 'nothing shows that it has the focus');
            const cover = coverOf(e);
            if (cover) report('focus-covered', e, `it has the focus under ${cover}`);
            return true;
        },
        end() {
            const group = e => e.type === 'radio' && [...stops].some(one =>
                one.type === 'radio' && one.name === e.name && one.form === e.form);
            for (const e of ways) {
                if (e.isConnected && visible(e) && !stops.has(e) && !group(e))
                    report('focus-reach', e, 'Tab does not lead to it');
            }
            document.documentElement.style.removeProperty('scroll-behavior');
            return found;
        },
    };
    return true;
}
