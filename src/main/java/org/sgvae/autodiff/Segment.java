package org.sgvae.autodiff;

/** A part of a computation that may be run again; see {@link Tape#segment}. */
@FunctionalInterface
public interface Segment {
    /**
     * Computes the result.
     *
     * @param input what it is computed from, besides weights; on the tape where the computation is to be
     * @return the result, on that tape; the same bits each time
     */
    Variable compute(Variable input);
}
