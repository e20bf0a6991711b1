import { appError } from "../../contract/errors.ts";
import type { HttpReply } from "../http/http-message.ts";
import {
	errorObjectWords,
	errorWords,
	isHtml,
	parseJson,
	requestIdOf,
	shortened,
} from "./error-words.ts";
import type { Delivery, ReplyContext } from "./gateway-adapter.ts";
import { gatewayError, pictureError } from "./gateway-error.ts";
import { deliveredAs, deliveredOf, emptyAnswer, refused } from "./picture-delivery.ts";
import { readPictures } from "./picture-reply.ts";
import { salvagePictures } from "./salvage-pictures.ts";

/**
 * Reads the 2xx reply of a synchronous gateway of the OpenAI images shape. Everything that is a
 * picture is delivered, whatever stands beside it; a place of the list that holds none is `refused`
 * and says why.
 * @throws AppError `html-page`, `not-json`, `empty-answer`, or the error the body speaks of
 */
export function readPictureSubmission(reply: HttpReply, context: ReplyContext): Delivery {
	const json = parseJson(reply.body);
	if (json === undefined) return salvaged(reply, context);
	const read = readPictures(json);
	const entries = read?.entries ?? [];
	const delivered = entries.map((entry) => deliveredOf(entry, context));
	// A stop half-way: Ark ends a set with an error beside what was made until then.
	const ending = errorObjectWords(json);
	if (ending !== undefined && delivered.length > 0) {
		delivered.push(refused(pictureError(ending, context)));
	}
	const [first, ...rest] = delivered;
	if (first === undefined) {
		if (errorWords(json) !== undefined) throw gatewayError(reply, context);
		throw emptyAnswer(context);
	}
	const remoteId = read?.id ?? requestIdOf(reply.headers);
	return {
		kind: "delivered",
		delivered: [first, ...rest],
		...(remoteId !== undefined && { remoteId }),
		...(read?.images !== undefined && { charged: { images: read.images } }),
	};
}

function salvaged(reply: HttpReply, context: ReplyContext): Delivery {
	const facts = { gateway: context.gatewayTitle };
	if (isHtml(reply)) throw appError("html-page", facts, { httpStatus: reply.status });
	const detail = shortened(reply.body.slice(0, 2_000));
	const broken = appError("not-json", facts, { detail, httpStatus: reply.status });
	const [first, ...rest] = salvagePictures(reply.body).map((body) => deliveredAs(body));
	if (first === undefined) throw broken;
	return { kind: "delivered", delivered: [first, ...rest, refused(broken)] };
}
