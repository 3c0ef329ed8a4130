namespace Throughline.Benchmarks;

/// <summary>What is watched inside the page. Painted: in the first task after the frame that follows the key.</summary>
internal static class PageScripts
{
    private const string AfterFrame = "(tell) => requestAnimationFrame(() => { const pipe = new MessageChannel(); pipe.port1.onmessage = tell; pipe.port2.postMessage(0); })";

    public const string Watch = $$"""
        (() => {
          const afterFrame = {{AfterFrame}};
          window.watchedReady = new Promise((resolve) => {
            new MutationObserver((_, watcher) => {
              if (!document.querySelector('tl-transcript[data-ready]')) return;
              watcher.disconnect();
              afterFrame(() => resolve(performance.now()));
            }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-ready'] });
          });
        })();
        """;

    /// <summary>Picks a sentence or so of words about a place, in the window.</summary>
    public const string Pick = """
        async (at) => {
          const text = document.querySelector('tl-transcript');
          text.picked.set(at, at + 80);
          text.selection.reveal(at, true);
          text.focus({ preventScroll: true });
          for (let i = 0; i < 12; i++) await new Promise(requestAnimationFrame);
        }
        """;

    /// <summary>The coded words must be painted as not yet saved: a range that begins where the picked words do.</summary>
    public const string Arm = $$"""
        () => {
          const afterFrame = {{AfterFrame}};
          const text = document.querySelector('tl-transcript');
          const { words, picked } = text;
          const place = words.place(words.turnAt(picked.trimmed[0]), picked.trimmed[0], false);
          const painted = () => [...CSS.highlights].filter(([name]) => name.startsWith('unsaved-'))
            .some(([, one]) => [...one].some((range) => range.startContainer === place.node && range.startOffset === place.offset));
          window.watchedPaint = new Promise((resolve) => addEventListener('keydown',
            (event) => afterFrame(() => resolve([performance.now() - event.timeStamp, painted() ? 1 : 0])), { capture: true, once: true }));
        }
        """;

    public const string Scroll = """
        async (frames) => {
          const text = document.querySelector('tl-transcript');
          text.scrollTop = 0;
          const taken = [];
          let last = await new Promise(requestAnimationFrame);
          for (let i = 0; i < frames; i++) {
            text.scrollTop += 60;
            const now = await new Promise(requestAnimationFrame);
            taken.push(now - last);
            last = now;
          }
          return taken;
        }
        """;
}
