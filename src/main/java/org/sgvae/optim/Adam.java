package org.sgvae.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.kernel.Kernels;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;

/**
 * Adam (Kingma and Ba 2015), with decoupled weight decay as an option (AdamW; Loshchilov and Hutter 2019). For every entry with
 * gradient g at step t:
 * \[ m \leftarrow β_1 m + (1-β_1) g, \quad v \leftarrow β_2 v + (1-β_2) g^2, \quad
 *    w \leftarrow w - α \Bigl( \frac{m / (1-β_1^t)}{\sqrt{v / (1-β_2^t)} + ε} + λ w \Bigr). \]
 */
public final class Adam {
    /** What training changes seldom. */
    public record Settings(double beta1, double beta2, double epsilon, double weightDecay) {
        /**
         * Checks the settings.
         *
         * @throws IllegalArgumentException if a decay rate is not in [0, 1), epsilon is not positive (a gradient that is always zero
         *     would give 0/0), or the weight decay is negative or infinite
         */
        public Settings {
            if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
                throw new IllegalArgumentException("beta1 " + beta1 + ", beta2 " + beta2 + ": must be in [0, 1)");
            }
            if (!(epsilon > 0 && weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("epsilon " + epsilon + ", weight decay " + weightDecay
                        + ": epsilon must be positive, the decay finite and not negative");
            }
        }

        /** The paper of Adam's: β₁ 0.9, β₂ 0.999, ε 1e-8; no weight decay. */
        public static Settings standard() {
            return new Settings(0.9, 0.999, 1e-8, 0);
        }
    }

    private final Settings settings;
    private final double[] rateFactors;
    private final Kernels kernels = Kernels.create();
    private final List<DMatrixRMaj> mean = new ArrayList<>();
    private final List<DMatrixRMaj> meanSquare = new ArrayList<>();
    private int steps;

    /**
     * Makes an optimiser at step 0.
     *
     * @param parameters what it will change; only their shapes are read here
     * @param settings decay rates and the like
     */
    public Adam(Parameters parameters, Settings settings) {
        this(parameters, settings, parameter -> 1);
    }

    /**
     * Makes an optimiser at step 0 that changes some parameters faster than others.
     *
     * @param parameters what it will change; only their names and shapes are read here
     * @param settings decay rates and the like
     * @param rateFactor factor on the learning rate of each parameter, 0 for one that stays as it is
     */
    public Adam(Parameters parameters, Settings settings, ToDoubleFunction<Parameter> rateFactor) {
        this.settings = settings;
        rateFactors = parameters.all().stream().mapToDouble(rateFactor).toArray();
        parameters.all().forEach(parameter -> {
            mean.add(new DMatrixRMaj(parameter.value().numRows, parameter.value().numCols));
            meanSquare.add(new DMatrixRMaj(parameter.value().numRows, parameter.value().numCols));
        });
    }

    /**
     * Takes one step down the gradient.
     *
     * @param gradients gradients of the loss; their parameters are modified
     * @param learningRate α, finite and not negative
     * @throws IllegalArgumentException if the rate is out of range; nothing is modified
     * @throws ArithmeticException if a gradient is infinite or not a number; nothing is modified
     */
    public void step(Gradients gradients, double learningRate) {
        if (!(learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("learning rate " + learningRate + ": must be finite and not negative");
        }
        requireFinite(gradients);
        steps++;
        double correction1 = 1 - StrictMath.pow(settings.beta1(), steps);
        double correction2 = 1 - StrictMath.pow(settings.beta2(), steps);
        for (int i = 0; i < gradients.size(); i++) {
            kernels.adam(
                    gradients.parameter(i).value(),
                    gradients.gradient(i),
                    mean.get(i),
                    meanSquare.get(i),
                    learningRate * rateFactors[i],
                    settings.beta1(),
                    settings.beta2(),
                    correction1,
                    correction2,
                    settings.epsilon(),
                    settings.weightDecay());
        }
    }

    private static void requireFinite(Gradients gradients) {
        for (int i = 0; i < gradients.size(); i++) {
            DMatrixRMaj gradient = gradients.gradient(i);
            for (int j = 0; j < gradient.getNumElements(); j++) {
                if (!Double.isFinite(gradient.data[j])) {
                    throw new ArithmeticException("the gradient of "
                            + gradients.parameter(i).name() + " has the entry " + gradient.data[j]
                            + "; the step is not taken. Lower the learning rate or clip the gradient");
                }
            }
        }
    }

    /** {@return the number of steps taken} */
    public int steps() {
        return steps;
    }
}
