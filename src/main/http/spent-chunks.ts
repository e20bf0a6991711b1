/**
 * Gives back the memory of chunks that have been used. The collector does not see how large they are
 * (a small object stands for 64 KB outside its heap), and would let some 40 MB of them pile up.
 *
 * Several chunks may be parts of one buffer, one after the other: it is given back when a chunk of
 * another buffer has been used as well, so chunks must come in the order of their body.
 */
export class SpentChunks {
	#last: ArrayBufferLike | undefined;

	/** Nobody may read this chunk, or one before it, once the next has been added. Never throws. */
	add({ buffer }: Uint8Array): void {
		if (buffer === this.#last) return;
		if (this.#last !== undefined) giveBack(this.#last);
		this.#last = buffer;
	}
}

function giveBack(buffer: ArrayBufferLike): void {
	// Small chunks come out of one buffer that the whole process shares.
	if (!(buffer instanceof ArrayBuffer) || buffer.byteLength <= Buffer.poolSize) return;
	try {
		buffer.transfer(0);
	} catch {
		// Some buffers cannot be taken from who made them; the collector finds them.
	}
}
