import { type Widget } from "./widgets";

/** Widgets beside each other. */
export interface Row {
  /** In units of the grid. @default 6 */
  readonly height?: number;
  readonly widgets: readonly [Widget, ...Widget[]];
}

/** Where a widget is on the grid. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const COLUMNS = 24;
const DEFAULT_HEIGHT = 6;
/** CloudWatch API reference, "Dashboard body structure and syntax". */
const HEIGHT_LIMIT = 1_000;
const WIDGET_LIMIT = 500;

/** The place of each widget, row by row; widgets without a width share what their row has left. */
export function layOut(rows: readonly Row[]): { readonly widget: Widget; readonly place: Place }[] {
  let y = 0;
  return rows.flatMap(({ height = DEFAULT_HEIGHT, widgets }) => {
    const top = y;
    y += height;
    let x = 0;
    return widthsOf(widgets).map(({ widget, width }) => {
      const place = { x, y: top, width, height };
      x += width;
      return { widget, place };
    });
  });
}

/** All problems of rows; none if they fit the grid. */
export function layoutProblems(rows: readonly Row[]): string[] {
  const count = rows.reduce((sum, { widgets }) => sum + widgets.length, 0);
  return [
    ...rows.flatMap(({ height = DEFAULT_HEIGHT, widgets }, index) => {
      const given = widgets.flatMap(({ width }) => (width === undefined ? [] : [width]));
      const left = COLUMNS - given.reduce((sum, width) => sum + width, 0);
      const sharers = widgets.length - given.length;
      const where = `row ${index + 1}`;
      return [
        ...(isWithin(height, HEIGHT_LIMIT)
          ? []
          : [`${where} has height ${height}: 1 to ${HEIGHT_LIMIT} are allowed`]),
        ...given
          .filter((width) => !isWithin(width, COLUMNS))
          .map((width) => `${where} has a widget of width ${width}: 1 to ${COLUMNS} are allowed`),
        ...(left < sharers
          ? [
              `${where} does not fit: its widgets need ${COLUMNS - left + sharers} columns at least, the grid has ${COLUMNS}`,
            ]
          : []),
      ];
    }),
    ...(count > WIDGET_LIMIT ? [`there are ${count} widgets: at most ${WIDGET_LIMIT}`] : []),
  ];
}

function widthsOf(widgets: readonly Widget[]): { widget: Widget; width: number }[] {
  let left = widgets.reduce((rest, { width = 0 }) => rest - width, COLUMNS);
  let sharers = widgets.filter(({ width }) => width === undefined).length;
  return widgets.map((widget) => {
    if (widget.width !== undefined) return { widget, width: widget.width };
    // What does not divide goes to the first ones, a column each.
    const width = Math.ceil(left / sharers);
    left -= width;
    sharers -= 1;
    return { widget, width };
  });
}

function isWithin(value: number, limit: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= limit;
}
