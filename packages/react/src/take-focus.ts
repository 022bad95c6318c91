/** For what takes the place of a button that was pressed. */
export function takeFocus(element: HTMLElement | null) {
  element?.focus();
}
