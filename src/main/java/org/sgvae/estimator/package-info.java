/**
 * Estimators of the gradient of an expectation over discrete choices.
 *
 * <p>For \(J = E_{π \sim q_φ}[f(π)]\) the score-function identity is \(\nabla_φ J = E[f\,\nabla_φ \log q_φ(π)]\) (Williams 1992). Any
 * baseline b that does not depend on this sample may be subtracted from the learning signal f, since \(E[\nabla \log q] = 0\);
 * a good one takes most of the noise away. An estimator here turns the signals of samples into the weights of their
 * \(\nabla \log q\).
 */
@NullMarked
package org.sgvae.estimator;

import org.jspecify.annotations.NullMarked;
