() => {
    // The reader asked for reduced motion.
    const longest = times => Math.max(...times.split(',').map(parseFloat));
    if (getComputedStyle(document.documentElement).scrollBehavior === 'smooth')
        report('motion', null, 'the page scrolls smoothly');
    for (const e of all('*')) {
        for (const part of [null, '::before', '::after']) {
            const style = getComputedStyle(e, part);
            if (part && style.content === 'none') continue;
            if (style.transitionProperty !== 'none' && longest(style.transitionDuration) > 0.01)
                report('motion', e, `a transition of ${style.transitionDuration}`);
            if (style.animationName !== 'none' && longest(style.animationDuration) > 0.01)
                report('motion', e, `an animation of ${style.animationDuration}`);
        }
    }
    for (const one of document.getAnimations()) {
        if (one.playState === 'running' && one.effect?.getComputedTiming().duration > 10)
            report('motion', one.effect.target, 'something moves');
    }
    return found;
}
