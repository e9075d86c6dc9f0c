() => {
    // In forced colours backgrounds become the ground's: what they alone painted is gone.
    if (!matchMedia('(forced-colors: active)').matches) throw new Error('colours are not forced');
    const edge = (style, ground) => ['Top', 'Right', 'Bottom', 'Left'].some(side =>
        style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) >= 1 &&
        standsOut(style[`border${side}Color`], ground) >= 3);
    const outlined = (style, ground) => style.outlineStyle !== 'none' &&
        parseFloat(style.outlineWidth) >= 1 && standsOut(style.outlineColor, ground) >= 3;
    for (const { e, part } of window.auditPainted) {
        if (!e.isConnected || !seen(e)) continue;
        const style = getComputedStyle(e, part);
        const own = 'progress, meter, [type=checkbox], [type=radio], [type=range], [type=file]';
        const native = !part && e.matches(own) && style.appearance !== 'none';
        const ground = behind(part ? e : e.parentElement ?? e)?.ground;
        if (native || !ground) continue;
        const shown = edge(style, ground) || outlined(style, ground) ||
            standsOut(style.backgroundColor, ground) >= 3 ||
            (!part && e.textContent.trim() && style.textDecorationLine.includes('underline'));
        if (!shown) report('forced-colours', e, `${part ?? 'it'} is painted by its background alone`);
    }
    for (const e of all('progress, meter').filter(seen)) {
        if (getComputedStyle(e).appearance === 'none')
            report('forced-colours', e, 'a bar of its own making shows nothing');
    }
    for (const svg of all('svg').filter(seen)) {
        const shapes = all('path, circle, rect, line, polyline, polygon, ellipse', svg).filter(visible);
        const ground = behind(svg)?.ground;
        if (!shapes.length || !ground) continue;
        const inked = shapes.some(shape => {
            const style = getComputedStyle(shape);
            return [style.fill, style.stroke].some(ink =>
                ink !== 'none' && !ink.startsWith('url') && standsOut(ink, ground) >= 3);
        });
        if (!inked) report('forced-colours', svg, 'no shape of a picture stands out');
    }
    return found;
}
