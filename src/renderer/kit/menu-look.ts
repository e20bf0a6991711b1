import { popupLook } from "./control-look.ts";

/** The one look of every list of actions; longer than the window, it scrolls. */
export const menuLook = `${popupLook} max-h-(--available-height) min-w-40 overflow-y-auto p-1 outline-none`;
