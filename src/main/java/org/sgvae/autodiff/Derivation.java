package org.sgvae.autodiff;

/** Computes a variable that many operations of a pass share; see {@link Tape#once}. */
@FunctionalInterface
public interface Derivation {
    /**
     * Computes the variable.
     *
     * @param tape where to
     * @return the variable, on that tape
     */
    Variable derive(Tape tape);
}
