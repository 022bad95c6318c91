const mark = "portico.in-portal";

/** The page is left for the portal. */
export function goToPortal() {
  window.sessionStorage.setItem(mark, "yes");
}

/** Whether the page was left for the portal and is here again; true once for each visit. */
export function isBackFromPortal(): boolean {
  const wasThere = window.sessionStorage.getItem(mark) !== null;
  window.sessionStorage.removeItem(mark);
  return wasThere;
}
