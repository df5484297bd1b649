package io.flts.core.report;

/**
 * The style of a report: colours for light and dark, each at least 4.5 : 1 against the background.
 */
final class StyleSheet {
  static final String CSS =
      """
      :root { color-scheme: light dark; --bg: #ffffff; --ink: #1c2430; --soft: #566071; --rule: #d5dae2;
        --card: #f6f7f9; --accent: #1f5fbf; --warn: #8a3b00;
        --c0: #1c2430; --c1: #1f5fbf; --c2: #b34700; --c3: #17734a; --c4: #8b3aa8; --c5: #7a5c00;
        --c6: #b3205a; --c7: #566071; }
      @media (prefers-color-scheme: dark) {
        :root { --bg: #12161c; --ink: #e6eaf0; --soft: #a3adbb; --rule: #323a46; --card: #1a2029;
          --accent: #8ab8ff; --warn: #ffb27d;
          --c0: #e6eaf0; --c1: #8ab8ff; --c2: #ffae70; --c3: #7fe0ad; --c4: #dba8f5; --c5: #e8cf73;
          --c6: #ff9dbd; --c7: #a3adbb; } }
      * { box-sizing: border-box; }
      body { margin: 0; background: var(--bg); color: var(--ink);
        font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
      main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
      h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
      h2 { font-size: 1.2rem; margin: 2.25rem 0 .5rem; padding-top: 1rem;
        border-top: 1px solid var(--rule); overflow-wrap: anywhere; }
      h3 { font-size: 1rem; margin: 1.25rem 0 0; overflow-wrap: anywhere; }
      p { margin: .25rem 0 .75rem; color: var(--soft); overflow-wrap: anywhere; }
      .warning { color: var(--warn); border-left: .3rem solid var(--warn); padding-left: .75rem; }
      figure { margin: .5rem 0 1rem; }
      .wide { overflow-x: auto; }
      figure .wide svg { display: block; width: 100%; min-width: 34rem; height: auto; }
      svg text { font-size: 12px; fill: var(--soft); }
      svg .num { font-variant-numeric: tabular-nums; }
      .grid { stroke: var(--rule); stroke-width: 1; }
      .axis, .tick { stroke: var(--soft); stroke-width: 1; }
      .divider { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 2 4; }
      .line { fill: none; stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round; }
      .s0 { stroke: var(--c0); stroke-width: 1.4; }
      .s1 { stroke: var(--c1); stroke-width: 2.4; }
      .s2 { stroke: var(--c2); stroke-dasharray: 8 4; }
      .s3 { stroke: var(--c3); stroke-dasharray: 2 4; stroke-width: 2.2; }
      .s4 { stroke: var(--c4); stroke-dasharray: 10 4 2 4; }
      .s5 { stroke: var(--c5); stroke-dasharray: 14 5; }
      .s6 { stroke: var(--c6); stroke-dasharray: 5 3; }
      .s7 { stroke: var(--c7); stroke-dasharray: 1 5; stroke-width: 2.4; }
      .band { fill: var(--c1); stroke: var(--c1); stroke-width: .8; }
      .b0 { fill-opacity: .12; stroke-dasharray: 3 3; stroke-opacity: .7; }
      .b1 { fill-opacity: .22; stroke-opacity: .55; }
      .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .25rem 0 0;
        padding: 0; font-size: .875rem; color: var(--soft); }
      .legend svg { vertical-align: middle; margin-right: .4rem; }
      table { border-collapse: collapse; width: 100%; font-size: .875rem;
        font-variant-numeric: tabular-nums; }
      caption { text-align: left; color: var(--soft); padding-bottom: .35rem; }
      th, td { padding: .3rem .6rem; text-align: right; border-bottom: 1px solid var(--rule);
        white-space: nowrap; }
      thead th { color: var(--soft); font-weight: 600; }
      th:first-child { text-align: left; font-weight: 500; }
      .best th, .best td { background: var(--card); font-weight: 700; }
      .best em { font-style: normal; font-weight: 600; font-size: .75rem; color: var(--accent);
        border: 1px solid var(--accent); border-radius: .6rem; padding: 0 .4rem; margin-left: .35rem; }
      details { margin: .5rem 0; } summary { cursor: pointer; color: var(--accent); }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; font-size: .875rem;
        margin: .5rem 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
      @media print { details:not([open]) { display: none; } }
      """;

  private StyleSheet() {}
}
