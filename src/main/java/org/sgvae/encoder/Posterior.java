package org.sgvae.encoder;

/** What the destructor makes of the state of the last node. */
public enum Posterior {
    /** The paper's: the state itself is the code, a point without density. No bound of the likelihood follows from it. */
    POINT,
    /** A diagonal normal distribution whose mean and deviation are affine in the state; the code is drawn from it. */
    GAUSSIAN
}
