/** Px. What the pictures keep at the least before a panel beside them makes way. */
const STAGE_PX = 400;
const RAIL_PX = 48;

type SidePanels = {
	readonly composeOpen: boolean;
	readonly composeWidth: number;
	readonly inspectorOpen: boolean;
	readonly inspectorWidth: number;
	/** Closed by the window, not by the designer; it comes back with the room. */
	readonly madeWay: SidePanel | undefined;
};

export type SidePanel = "compose" | "inspector";

type Sides = Pick<SidePanels, "composeOpen" | "composeWidth" | "inspectorOpen" | "inspectorWidth">;

/** What is left between the side panels in a window of this width, px. */
export function roomBetween(sides: Sides, windowWidth: number): number {
	const compose = sides.composeOpen ? sides.composeWidth : 0;
	const inspector = sides.inspectorOpen ? sides.inspectorWidth : 0;
	return Math.max(0, windowWidth - RAIL_PX - compose - inspector);
}

/** Whether both side panels leave the pictures enough of a window of this width, px. */
export function hasRoomForBoth(
	{ composeWidth, inspectorWidth }: Pick<SidePanels, "composeWidth" | "inspectorWidth">,
	windowWidth: number,
): boolean {
	return RAIL_PX + composeWidth + inspectorWidth + STAGE_PX <= windowWidth;
}

/**
 * What changes about the side panels in a window of this width, px: where both do not fit, one makes
 * way; where they fit again, it comes back.
 * @param kept the panel that stays when only one can
 */
export function panelsInRoom(
	panels: SidePanels,
	windowWidth: number,
	kept: SidePanel = "compose",
): Partial<SidePanels> {
	if (hasRoomForBoth(panels, windowWidth)) {
		if (panels.madeWay === undefined) return {};
		return { [`${panels.madeWay}Open`]: true, madeWay: undefined };
	}
	if (!panels.composeOpen || !panels.inspectorOpen) return {};
	const goes = kept === "compose" ? "inspector" : "compose";
	return { [`${goes}Open`]: false, madeWay: goes };
}
