import { randomInt, randomUUID } from "node:crypto";
import type { PaintSpec as Painting } from "../../../contract/paint-spec.ts";
import type { Clock } from "../../foundation/clock.ts";
import { type Answer, htmlAnswer, jsonAnswer, problemAnswer } from "./demo-answer.ts";
import { demoPainter } from "./demo-models.ts";
import { paintingsFor } from "./demo-paintings.ts";
import { rehearsedAnswer } from "./demo-rehearsal.ts";
import { DemoBody, demoLink, pictureOfLink } from "./demo-wire.ts";
