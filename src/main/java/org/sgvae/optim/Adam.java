package org.sgvae.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.sgvae.kernel.Kernels;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;

/**
 * Adam (Kingma and Ba 2015), with decoupled weight decay as an option (AdamW; Loshchilov and Hutter 2019). For every
 * entry θ of a parameter, with gradient g, at step t:
 * \[ m \leftarrow \beta_1 m + (1 - \beta_1) g, \quad v \leftarrow \beta_2 v + (1 - \beta_2) g^2, \quad
 *    \theta \leftarrow (1 - \alpha\lambda)\,\theta
 *      - \frac{\alpha}{1 - \beta_1^t} \cdot \frac{m}{\sqrt{v / (1 - \beta_2^t)} + \epsilon}. \]
 *
 * <p>Its {@link #state} is {@code adam.step}, t as a 1 x 1 matrix, and for each parameter {@code adam.m.NAME} and
 * {@code adam.v.NAME}, of the parameter's shape.
 */
public final class Adam implements Optimizer {
    /** What training changes seldom. */
    public record Settings(double beta1, double beta2, double epsilon, double weightDecay) {
        /**
         * Checks the settings.
         *
         * @throws IllegalArgumentException if a decay rate is not in [0, 1), epsilon is not positive (a gradient that
         *     is always zero would give 0/0), or the weight decay is negative or infinite
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

    private static final String PREFIX = "adam.";
    private static final String STEP = PREFIX + "step";
    private static final String MEAN = PREFIX + "m.";
    private static final String MEAN_SQUARE = PREFIX + "v.";

    private final List<Parameter> parameters;
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
     * @param rateFactor factor on the learning rate of each parameter, finite; 0 for one that stays as it is
     * @throws IllegalArgumentException if a factor is negative, infinite or not a number
     */
    public Adam(Parameters parameters, Settings settings, ToDoubleFunction<Parameter> rateFactor) {
        this.parameters = List.copyOf(parameters.all());
        this.settings = settings;
        rateFactors = this.parameters.stream().mapToDouble(rateFactor).toArray();
        for (int i = 0; i < rateFactors.length; i++) {
            if (!(rateFactors[i] >= 0 && rateFactors[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("rate factor " + rateFactors[i] + " of "
                        + this.parameters.get(i).name() + ": must be finite and not negative");
            }
            mean.add(this.parameters.get(i).value().createLike());
            meanSquare.add(this.parameters.get(i).value().createLike());
        }
    }

    @Override
    public void step(Gradients gradients, double learningRate) {
        if (!(learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("learning rate " + learningRate + ": must be finite and not negative");
        }
        requireMine(gradients);
        requireSquares(gradients);
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

    private void requireMine(Gradients gradients) {
        boolean mine = gradients.size() == parameters.size();
        for (int i = 0; mine && i < parameters.size(); i++) {
            mine = gradients.parameter(i) == parameters.get(i);
        }
        if (!mine) {
            throw new IllegalArgumentException("gradients of " + gradients.size()
                    + " parameters that are not the optimiser's " + parameters.size()
                    + "; make both from the same Parameters");
        }
    }

    /** One infinite square would keep its v infinite, and so its parameter unchanged, for good. */
    private void requireSquares(Gradients gradients) {
        for (int i = 0; i < gradients.size(); i++) {
            DMatrixRMaj gradient = gradients.gradient(i);
            if (Double.isFinite(kernels.dot(gradient, gradient))) { // then so is every square
                continue;
            }
            for (int j = 0; j < gradient.getNumElements(); j++) {
                double g = gradient.data[j];
                if (!Double.isFinite(g * g)) {
                    throw new ArithmeticException("the gradient of "
                            + gradients.parameter(i).name() + " has the entry " + g
                            + (Double.isFinite(g) ? ", too large to be squared" : "")
                            + "; the step is not taken. Lower the learning rate or clip the gradient");
                }
            }
        }
    }

    @Override
    public Map<String, DMatrixRMaj> state() {
        Map<String, DMatrixRMaj> state = new LinkedHashMap<>();
        state.put(STEP, new DMatrixRMaj(new double[][] {{steps}}));
        for (int i = 0; i < parameters.size(); i++) {
            state.put(MEAN + parameters.get(i).name(), mean.get(i).copy());
            state.put(MEAN_SQUARE + parameters.get(i).name(), meanSquare.get(i).copy());
        }
        return state;
    }

    @Override
    public void restore(Map<String, DMatrixRMaj> state) {
        Map<String, DMatrixRMaj> expected = state();
        for (String name : state.keySet()) {
            if (name.startsWith(PREFIX) && !expected.containsKey(name)) {
                throw new IllegalArgumentException(
                        name + " is not one of the optimiser's; use the state of this model's");
            }
        }
        expected.forEach((name, like) -> requireState(name, state.get(name), like));
        steps = (int) value(state, STEP).get(0);
        for (int i = 0; i < parameters.size(); i++) {
            mean.get(i).setTo(value(state, MEAN + parameters.get(i).name()));
            meanSquare.get(i).setTo(value(state, MEAN_SQUARE + parameters.get(i).name()));
        }
    }

    private static DMatrixRMaj value(Map<String, DMatrixRMaj> state, String name) {
        return Objects.requireNonNull(state.get(name), name);
    }

    private static void requireState(String name, @Nullable DMatrixRMaj value, DMatrixRMaj like) {
        if (value == null || value.numRows != like.numRows || value.numCols != like.numCols) {
            throw new IllegalArgumentException(name + " is "
                    + (value == null ? "missing" : value.numRows + "x" + value.numCols) + ", expected " + like.numRows
                    + "x" + like.numCols + "; use the state of this model's optimiser");
        }
        for (int i = 0; i < value.getNumElements(); i++) {
            double x = value.data[i];
            boolean valid = name.equals(STEP)
                    ? x >= 0 && x <= Integer.MAX_VALUE && x == Math.rint(x)
                    : Double.isFinite(x) && (x >= 0 || !name.startsWith(MEAN_SQUARE));
            if (!valid) {
                throw new IllegalArgumentException(
                        name + " has the entry " + x + ", which no steps give; use a state from before that");
            }
        }
    }

    /** {@return the number of steps taken} */
    public int steps() {
        return steps;
    }
}
