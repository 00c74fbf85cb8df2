package org.sgvae.distribution;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.addConstant;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.ElementwiseOps.softplus;

import org.sgvae.autodiff.Variable;
import org.sgvae.kernel.ElementaryFunctions;

/**
 * Two distributions in equal parts, every second draw from each, as defensive importance sampling mixes a proposal with the
 * prior (Hesterberg 1995): so no weight is larger than twice what the prior alone would give.
 */
public final class DefensiveMixture {
    private DefensiveMixture() {}

    /**
     * Takes draws of both in turn.
     *
     * @param odd draws for rows 1, 3, …, n x k; not modified
     * @param even draws for rows 0, 2, …, n x k; not modified
     * @return the draws, n x k
     */
    public static Variable everySecond(Variable odd, Variable even) {
        Variable mask = odd.tape().zeroConstant(odd.rows(), odd.columns());
        for (int i = 0; i < odd.rows() * odd.columns(); i++) {
            mask.value().data[i] = i / odd.columns() % 2;
        }
        return add(even, multiply(mask, subtract(odd, even)));
    }

    /**
     * Mixes log-densities.
     *
     * @param a log-densities under one, n x 1; not modified
     * @param b log-densities under the other, n x 1; not modified
     * @return \(\log(\tfrac12 e^a + \tfrac12 e^b)\), n x 1
     */
    public static Variable logProb(Variable a, Variable b) {
        return addConstant(add(a, softplus(subtract(b, a))), -ElementaryFunctions.log(2));
    }
}
