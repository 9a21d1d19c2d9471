/** Colours of the series of a chart, in order; distinguishable in black and white. */
const CHART_COLORS = ['#1F4E79', '#9DC3E6', '#C55A11', '#BFBFBF', '#548235', '#FFD966', '#7F7F7F'] as const;

export const chartColor = (series: number): string => CHART_COLORS[series % CHART_COLORS.length]!;

/** Points from bar to bar, and of everything around the bars. A choice. */
export const BAR_PITCH = 24;
export const CHART_FRAME = 24;
