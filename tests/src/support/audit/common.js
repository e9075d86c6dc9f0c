// What every check stands on; the checks follow as a function.
const found = [];
const report = (rule, element, detail) => found.push({
    rule, detail, place: element ? element.outerHTML.slice(0, 160) : 'page',
});
const all = (css, root = document) => [...root.querySelectorAll(css)];
const visible = element => element.checkVisibility({ checkVisibilityCSS: true });
// Visually hidden text is clipped to a pixel: there for ears, not for eyes.
const seen = element => {
    const box = element.getBoundingClientRect();
    return visible(element) && box.width > 1 && box.height > 1;
};
const reachable = 'a[href], button:not(:disabled), input:not(:disabled):not([type=hidden]), ' +
    'select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]';

// Colours in any notation are read back from a canvas as they are painted.
const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const known = new Map();
const colour = css => {
    if (!known.has(css)) {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = css;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        known.set(css, [r, g, b, a / 255]);
    }
    return known.get(css);
};
const over = (top, below, alpha) => top.map((part, i) => part * alpha + below[i] * (1 - alpha));
const luminance = rgb => {
    const [r, g, b] = rgb.map(part => {
        const s = part / 255;
        return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
// WCAG 2.2, "contrast ratio", of two opaque colours.
const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
};
// What lies behind an element, and how much of the element's own ink shows; nothing when a
// picture lies behind, which a program cannot judge.
const behind = element => {
    const layers = [];
    let opacity = 1;
    for (let e = element; e; e = e.parentElement) {
        const style = getComputedStyle(e);
        if (style.backgroundImage !== 'none') return null;
        layers.unshift(colour(style.backgroundColor));
        opacity *= Number(style.opacity);
    }
    const canvasColour = colour('Canvas').slice(0, 3);
    const ground = layers.reduce((below, [r, g, b, a]) => over([r, g, b], below, a), canvasColour);
    return { ground, opacity };
};
// How strongly a colour stands out from a ground.
const standsOut = (css, ground) => {
    const [r, g, b, a] = colour(css);
    return contrast(over([r, g, b], ground, a), ground);
};
// The element that reaches furthest beyond the window.
const widest = () => all('body *')
    .filter(seen)
    .map(e => ({ e, box: e.getBoundingClientRect() }))
    .filter(({ box }) => box.right > innerWidth + 1 || box.left < -1)
    .sort((a, b) => b.box.width - a.box.width)
    .map(({ e }) => e)
    .find(e => ![...e.children].some(c => c.getBoundingClientRect().right > innerWidth + 1));
