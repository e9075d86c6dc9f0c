() => {
    // In the page's own colours: controls, and shapes without words that a background paints.
    const parts = [null, '::before', '::after'];
    window.auditPainted = [];
    for (const e of all('body *').filter(seen)) {
        const control = e.matches(reachable) || e.matches('button, input, select, textarea');
        for (const part of parts) {
            const style = getComputedStyle(e, part);
            if (part && (style.content === 'none' || style.content === 'normal')) continue;
            const ground = behind(part ? e : e.parentElement ?? e)?.ground;
            if (!ground || standsOut(style.backgroundColor, ground) < 1.3) continue;
            const words = part ? style.content.replace(/^["']|["']$/g, '') : e.textContent;
            const holds = !part && e.querySelector('svg, img, canvas, progress, meter, input');
            if ((control && !part) || (!words.trim() && !holds)) window.auditPainted.push({ e, part });
        }
    }
    return true;
}
