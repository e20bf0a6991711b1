import { type Colour, css, lighter, mix } from "./oklch.ts";
import type { Composition, Point, Scene } from "./scene.ts";
import { quietTones, toneAt } from "./scheme.ts";
import { placed, smoothLine } from "./shapes.ts";
import { type Thing, things } from "./still-life-things.ts";

type Placed = {
	readonly thing: Thing;
	readonly x: number;
	/** Where it stands. */
	readonly foot: number;
	/** Pixels for a unit of the thing's own measure. */
	readonly size: number;
	readonly colour: Colour;
};

/** Vessels and fruit on a table in slanting light. A set rearranges the same things as the sun moves on. */
export const paintStillLife: Composition = (scene) => {
	const { ctx, width, height, unit, scheme, series } = scene;
	const wall = scheme.night
		? mix(scheme.ink, toneAt(scheme, 0.7), 0.6)
		: mix(scheme.paper, toneAt(scheme, 0.1), 0.75);
	const table = scheme.night ? lighter(scheme.ink, 0.03) : mix(toneAt(scheme, 0.35), wall, 0.3);
	const edge = Math.max(height * series.between(0.62, 0.68), height - unit * 62);
	ctx.fillStyle = css(wall);
	ctx.fillRect(0, 0, width, height);
	paintWindowLight(scene, wall, edge);
	ctx.fillStyle = css(table);
	ctx.fillRect(0, edge, width, height - edge);
	ctx.fillStyle = css(lighter(table, 0.05));
	ctx.fillRect(0, edge, width, unit * 0.5);
	const arrangement = arrange(scene, edge, [wall, table]);
	for (const item of arrangement) paintShadow(scene, item);
	for (const item of arrangement) paintThing(scene, item);
};

function paintWindowLight(
	{ ctx, width, height, unit, scheme, progress }: Scene,
	wall: Colour,
	edge: number,
): void {
	ctx.save();
	ctx.beginPath();
	ctx.rect(0, 0, width, edge);
	ctx.clip();
	const left = width * (0.06 + 0.4 * progress);
	const pane = Math.min(width * 0.21, height * 0.25);
	ctx.transform(1, 0, -0.42, 1, left + edge * 0.3, unit * 4);
	ctx.fillStyle = css(mix(lighter(wall, 0.07), scheme.accent, scheme.night ? 0.22 : 0.1));
	for (let row = 0; row < 3; row++) {
		for (let column = 0; column < 2; column++) {
			ctx.fillRect(column * (pane + unit * 1.6), row * (pane + unit * 1.6), pane, pane);
		}
	}
	ctx.restore();
}

/** Tall things at the back, small ones in front, none quite hiding another. */
function arrange(scene: Scene, edge: number, grounds: readonly Colour[]): Placed[] {
	const { width, height, unit, own } = scene;
	const chosen = own.shuffle(chooseThings(scene, grounds));
	const taken = chosen.reduce((sum, { thing }) => sum + thing.width * 2, 0);
	// Nothing is wider than the table or, with its branches, taller than the wall.
	const scale = Math.min(unit * 1.25, (width * 0.8) / taken, edge / 62);
	const gap = Math.min(unit * 5, (width * 0.86 - taken * scale) / Math.max(1, chosen.length - 1));
	let left = (width - taken * scale - gap * (chosen.length - 1)) / 2;
	const depth = height - edge;
	return chosen
		.map(({ thing, colour }): Placed => {
			const back = thing.tall ? own.between(0.1, 0.22) : own.between(0.34, 0.56);
			const x = left + thing.width * scale;
			left += thing.width * scale * 2 + gap;
			return { thing, x, foot: edge + Math.min(depth, unit * 34) * back, size: scale, colour };
		})
		.sort((one, other) => one.foot - other.foot);
}

/** As many different things as the table has room for, each in another colour while there are colours. */
function chooseThings({ width, unit, scheme, series }: Scene, grounds: readonly Colour[]) {
	const colours = series.shuffle([...quietTones(scheme), scheme.accent]);
	const chosen: { thing: Thing; colour: Colour }[] = [];
	let room = (width / unit) * 0.9;
	for (const [index, thing] of [...series.shuffle(things), ...series.shuffle(things)].entries()) {
		const fits = room - thing.width * 2 > 0 && chosen.length < 9;
		if (!fits && chosen.length >= 3) break;
		room -= thing.width * 2 + 4;
		const colour = colours[index % colours.length] ?? scheme.accent;
		chosen.push({ thing, colour: apart(colour, grounds) });
	}
	return chosen;
}

/** A colour that would vanish before wall or table is moved away from them. */
function apart(colour: Colour, grounds: readonly Colour[]): Colour {
	const near = grounds.find((ground) => Math.abs(ground.l - colour.l) < 0.1);
	if (near === undefined) return colour;
	return lighter({ ...colour, c: Math.min(colour.c, 0.13) }, near.l > 0.55 ? -0.17 : 0.2);
}

function silhouette({ ctx }: Scene, { thing, size }: Placed): void {
	const right = thing.profile.map(([x, y]): Point => [x * size, -y * size]);
	const left = right.map(([x, y]): Point => [-x, y]).reverse();
	ctx.beginPath();
	smoothLine(ctx, right, "move");
	smoothLine(ctx, left, "line");
	ctx.closePath();
}

/** The thing's own outline, laid flat away from the light. */
function paintShadow(scene: Scene, item: Placed): void {
	const { ctx, scheme, progress } = scene;
	placed(ctx, { x: item.x, y: item.foot }, () => {
		ctx.transform(1, 0, -1.25 + progress * 0.7, -0.3, 0, 0);
		silhouette(scene, item);
		ctx.fillStyle = css(scheme.ink, 0.2);
		ctx.fill();
	});
}

function paintThing(scene: Scene, item: Placed): void {
	const { ctx, unit } = scene;
	const { thing, size, colour } = item;
	placed(ctx, { x: item.x, y: item.foot }, () => {
		thing.behind?.(scene, size, colour);
		silhouette(scene, item);
		ctx.fillStyle = css(lighter(colour, -0.1));
		ctx.fill();
		ctx.save();
		ctx.clip();
		// The lit side is the same outline, moved towards the light.
		placed(ctx, { x: -thing.width * size * 0.3, y: 0 }, () => {
			silhouette(scene, item);
			ctx.fillStyle = css(colour);
			ctx.fill();
		});
		thing.pattern?.(scene, size, colour);
		ctx.restore();
		if (thing.mouth !== undefined) {
			const top = -(thing.profile.at(-1)?.[1] ?? 0) * size;
			ctx.beginPath();
			ctx.ellipse(0, top, thing.mouth * size, thing.mouth * size * 0.24, 0, 0, Math.PI * 2);
			ctx.fillStyle = css(lighter(colour, -0.2));
			ctx.fill();
			ctx.strokeStyle = css(lighter(colour, 0.06));
			ctx.lineWidth = unit * 0.3;
			ctx.stroke();
		}
		thing.front?.(scene, size, colour);
	});
}
