package org.sgvae.kernel;

import static jdk.incubator.vector.VectorOperators.GT;
import static org.sgvae.kernel.SimdPanel.LANES;
import static org.sgvae.kernel.SimdPanel.LENGTH;

import jdk.incubator.vector.DoubleVector;

/** The pullback of max(0, x): which entries pass is as good as random, so a branch would be mispredicted often. */
final class SimdRelu {

    private SimdRelu() {}

    /** {@code sBar[i] = y[i] > 0 ? yBar[i] : 0} for the first {@code count} entries; the arrays may be the same. */
    static void backward(double[] y, double[] yBar, double[] sBar, int count) {
        int i = 0;
        for (; i <= count - LENGTH; i += LENGTH) {
            DoubleVector.zero(LANES)
                    .blend(
                            DoubleVector.fromArray(LANES, yBar, i),
                            DoubleVector.fromArray(LANES, y, i).compare(GT, 0))
                    .intoArray(sBar, i);
        }
        for (; i < count; i++) {
            sBar[i] = y[i] > 0 ? yBar[i] : 0;
        }
    }
}
