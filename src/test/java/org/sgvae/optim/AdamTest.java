package org.sgvae.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

class AdamTest {
    private final Parameters parameters = new Parameters(Initializer.normal(1), RandomKey.of(1));

    /** Steps of torch.optim; the file says how they were made. */
    static Stream<JsonPlace> torchCases() throws IOException {
        return Json.read(Path.of("testdata", "optim", "adam.json")).at("cases").items().stream();
    }

    @ParameterizedTest
    @MethodSource("torchCases")
    void steps_areThoseOfTorch(JsonPlace reference) {
        double[] start = reference.at("start").asDoubles();
        DMatrixRMaj value = parameters.vector("w", start.length, 1).value();
        System.arraycopy(start, 0, value.data, 0, start.length);
        Gradients gradients = new Gradients(parameters);
        Adam adam = new Adam(
                parameters,
                new Adam.Settings(
                        reference.at("beta1").asDouble(),
                        reference.at("beta2").asDouble(),
                        reference.at("epsilon").asDouble(),
                        reference.at("weightDecay").asDouble()));
        List<JsonPlace> steps = reference.at("gradients").items();
        for (int t = 0; t < steps.size(); t++) {
            System.arraycopy(steps.get(t).asDoubles(), 0, gradients.gradient(0).data, 0, start.length);
            adam.step(gradients, reference.at("learningRate").asDouble());
            double[] expected = reference.at("expected").items().get(t).asDoubles();
            for (int i = 0; i < start.length; i++) {
                assertThat(Math.abs(value.data[i] - expected[i]))
                        .as("step %d, entry %d", t + 1, i)
                        .isLessThanOrEqualTo(1e-13 * Math.max(1, Math.abs(expected[i])));
            }
        }
        assertThat(adam.steps()).isEqualTo(steps.size());
    }

    /** Every entry of every parameter as if it were alone, with a learning rate that changes. */
    @ParameterizedTest
    @CsvSource({"0.9, 0.999, 1e-8, 0", "0.5, 0.7, 1e-3, 0.2"})
    void step_isTheFormulaForEveryEntry(double beta1, double beta2, double epsilon, double decay) {
        parameters.matrix("a", 3, 5, 1);
        parameters.vector("b", 7, 1);
        Gradients gradients = new Gradients(parameters);
        double[][] w = {
            parameters.get("a").value().data.clone(),
            parameters.get("b").value().data.clone()
        };
        double[][] m = {new double[15], new double[7]};
        double[][] v = {new double[15], new double[7]};
        Adam adam = new Adam(parameters, new Adam.Settings(beta1, beta2, epsilon, decay));
        SplittableRandom random = new SplittableRandom(2);
        for (int t = 1; t <= 20; t++) {
            double rate = 0.1 / t;
            for (int i = 0; i < 2; i++) {
                DMatrixRMaj g = gradients.gradient(i);
                g.setTo(RandomMatrices.normal(random, g.numRows, g.numCols));
                for (int j = 0; j < w[i].length; j++) {
                    m[i][j] = beta1 * m[i][j] + (1 - beta1) * g.data[j];
                    v[i][j] = beta2 * v[i][j] + (1 - beta2) * g.data[j] * g.data[j];
                    double mean = m[i][j] / (1 - Math.pow(beta1, t));
                    double square = v[i][j] / (1 - Math.pow(beta2, t));
                    w[i][j] -= rate * (mean / (Math.sqrt(square) + epsilon) + decay * w[i][j]);
                }
            }
            adam.step(gradients, rate);
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < w[i].length; j++) {
                    assertThat(Math.abs(gradients.parameter(i).value().data[j] - w[i][j]))
                            .isLessThan(1e-13);
                }
            }
        }
    }

    @Test
    void firstStep_hasTheLengthOfTheLearningRate() {
        DMatrixRMaj value = parameters.vector("w", 2, 1).value();
        value.zero();
        Gradients gradients = new Gradients(parameters);
        gradients.gradient(0).set(0, 0, 1e3);
        gradients.gradient(0).set(0, 1, -1e-3);
        new Adam(parameters, Adam.Settings.standard()).step(gradients, 0.01);
        assertThat(Math.abs(value.get(0) + 0.01)).isLessThan(1e-7);
        assertThat(Math.abs(value.get(1) - 0.01)).isLessThan(1e-6);
    }

    @Test
    void rateFactors_scaleTheStepsOfTheirParameters() {
        parameters.vector("still", 2, 1);
        parameters.vector("slow", 2, 1);
        parameters.vector("full", 2, 1);
        Gradients gradients = new Gradients(parameters);
        double[] before = new double[3];
        for (int i = 0; i < 3; i++) {
            gradients.gradient(i).fill(7);
            before[i] = gradients.parameter(i).value().get(1);
        }
        new Adam(parameters, Adam.Settings.standard(), p -> switch (p.name()) {
                    case "still" -> 0;
                    case "slow" -> 0.25;
                    default -> 1;
                })
                .step(gradients, 0.01);
        double[] steps = {0, 0.0025, 0.01};
        for (int i = 0; i < 3; i++) {
            assertThat(Math.abs(before[i] - gradients.parameter(i).value().get(1) - steps[i]))
                    .isLessThan(1e-10);
        }
    }

    @Test
    void settings_rejectWhatIsOutOfRange() {
        assertThatThrownBy(() -> new Adam.Settings(1, 0.9, 1e-8, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[0, 1)");
        assertThatThrownBy(() -> new Adam.Settings(0.9, Double.NaN, 1e-8, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Adam.Settings(0.9, 0.9, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Adam.Settings(0.9, 0.9, 1e-8, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the decay finite and not negative");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void step_refusesRatesOutOfRange(double rate) {
        DMatrixRMaj value = parameters.vector("w", 2, 1).value();
        double[] before = value.data.clone();
        Adam adam = new Adam(parameters, Adam.Settings.standard());
        assertThatThrownBy(() -> adam.step(new Gradients(parameters), rate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("learning rate");
        assertThat(value.data).containsExactly(before);
        assertThat(adam.steps()).isZero();
    }

    /** One gradient that is not a number must not stay in the means for good. */
    @Test
    void step_afterARefusedOneIsThatOfAnOptimiserThatNeverSawIt() {
        DMatrixRMaj value = parameters.vector("w", 2, 1).value();
        Gradients gradients = new Gradients(parameters);
        Adam adam = new Adam(parameters, Adam.Settings.standard());
        gradients.gradient(0).data[1] = Double.NaN;
        assertThatThrownBy(() -> adam.step(gradients, 0.1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("the gradient of w");
        gradients.gradient(0).data[0] = 0.5;
        gradients.gradient(0).data[1] = -2;
        Parameters fresh = new Parameters(Initializer.normal(1), RandomKey.of(1));
        DMatrixRMaj expected = fresh.vector("w", 2, 1).value();
        Gradients same = new Gradients(fresh);
        same.gradient(0).setTo(gradients.gradient(0));
        adam.step(gradients, 0.1);
        new Adam(fresh, Adam.Settings.standard()).step(same, 0.1);
        assertThat(value.data).containsExactly(expected.data);
    }

    /** A square that overflows would keep v infinite, and the parameter where it is, for good. */
    @Test
    void step_refusesGradientsTooLargeToBeSquared() {
        DMatrixRMaj value = parameters.vector("w", 2, 1).value();
        double[] before = value.data.clone();
        Gradients gradients = new Gradients(parameters);
        gradients.gradient(0).data[0] = 1;
        gradients.gradient(0).data[1] = -1e155;
        Adam adam = new Adam(parameters, Adam.Settings.standard());
        assertThatThrownBy(() -> adam.step(gradients, 0.1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("the gradient of w has the entry -1.0E155, too large to be squared; ");
        assertThat(value.data).containsExactly(before);
        assertThat(adam.steps()).isZero();
    }

    @Test
    void step_refusesGradientsOfOtherParameters() {
        parameters.vector("w", 2, 1);
        Parameters others = new Parameters(Initializer.normal(1), RandomKey.of(1));
        others.vector("w", 2, 1);
        Adam adam = new Adam(parameters, Adam.Settings.standard());
        assertThatThrownBy(() -> adam.step(new Gradients(others), 0.1)).isInstanceOf(IllegalArgumentException.class);
        parameters.vector("later", 2, 1);
        assertThatThrownBy(() -> adam.step(new Gradients(parameters), 0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "gradients of 2 parameters that are not the optimiser's 1; make both from the same Parameters");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void rateFactors_outOfRangeAreRefused(double factor) {
        parameters.vector("w", 2, 1);
        assertThatThrownBy(() -> new Adam(parameters, Adam.Settings.standard(), p -> factor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of w: must be finite and not negative");
    }

    /**
     * Restored after each of ten steps, among matrices that are not the optimiser's; the twenty steps give the same
     * bits.
     */
    @Test
    void restoredOptimizer_goesOnWithTheSameBits() {
        double[][] expected = run(-1);
        for (int restoredAt = 0; restoredAt < 10; restoredAt++) {
            assertThat(run(restoredAt)).isDeepEqualTo(expected);
        }
    }

    private static double[][] run(int restoredAt) {
        Parameters weights = new Parameters(Initializer.normal(1), RandomKey.of(1));
        weights.matrix("a", 3, 5, 1);
        weights.vector("b", 7, 1);
        Adam.Settings settings = new Adam.Settings(0.9, 0.99, 1e-8, 0.01);
        Optimizer optimizer = new Adam(weights, settings);
        Gradients gradients = new Gradients(weights);
        SplittableRandom random = new SplittableRandom(6);
        for (int t = 0; t < 20; t++) {
            if (t == restoredAt) {
                Map<String, DMatrixRMaj> state = new TreeMap<>(optimizer.state());
                state.put("a", new DMatrixRMaj(1, 1));
                optimizer = new Adam(weights, settings);
                optimizer.restore(state);
                state.values().forEach(DMatrixRMaj::zero); // they are the caller's
            }
            for (int i = 0; i < gradients.size(); i++) {
                DMatrixRMaj g = gradients.gradient(i);
                g.setTo(RandomMatrices.normal(random, g.numRows, g.numCols));
            }
            optimizer.step(gradients, 0.1 / (t + 1));
        }
        return new double[][] {weights.get("a").value().data, weights.get("b").value().data};
    }

    @Test
    void state_isNamedByParameterAndOfItsShape() {
        parameters.matrix("a", 2, 3, 1);
        Adam adam = new Adam(parameters, Adam.Settings.standard());
        Gradients gradients = new Gradients(parameters);
        gradients.gradient(0).fill(2);
        adam.step(gradients, 0.1);
        Map<String, DMatrixRMaj> state = adam.state();
        assertThat(state.keySet()).containsExactly("adam.step", "adam.m.a", "adam.v.a");
        assertThat(state.get("adam.step").data).containsExactly(1);
        assertThat(state.get("adam.m.a").data).hasSize(6).containsOnly((1 - 0.9) * 2);
        assertThat(state.get("adam.v.a").data).hasSize(6).containsOnly((1 - 0.999) * 4);
        state.values().forEach(DMatrixRMaj::zero);
        assertThat(adam.state().get("adam.m.a").data).doesNotContain(0); // they were copies
    }

    @Test
    void restore_refusesWhatIsNotAStateAndChangesNothing() {
        parameters.matrix("a", 2, 3, 1);
        parameters.vector("b", 2, 1);
        Adam adam = new Adam(parameters, Adam.Settings.standard());
        Gradients gradients = new Gradients(parameters);
        gradients.gradient(0).fill(2);
        adam.step(gradients, 0.1);
        assertRefused(adam, "adam.v.b is missing, expected 1x2", state -> state.remove("adam.v.b"));
        assertRefused(adam, "adam.m.c is not one of", state -> state.put("adam.m.c", new DMatrixRMaj(1, 1)));
        assertRefused(adam, "adam.m.a is 3x2, expected 2x3", state -> state.put("adam.m.a", new DMatrixRMaj(3, 2)));
        assertRefused(adam, "adam.m.a has the entry NaN", state -> entry(state, "adam.m.a", Double.NaN));
        assertRefused(adam, "adam.v.b has the entry -1.0", state -> entry(state, "adam.v.b", -1));
        assertRefused(adam, "adam.step has the entry 1.5", state -> entry(state, "adam.step", 1.5));
        assertRefused(adam, "adam.step has the entry -1.0", state -> entry(state, "adam.step", -1));
        assertRefused(adam, "adam.step has the entry 2.147483648E9", state -> entry(state, "adam.step", 0x1p31));
        Map<String, DMatrixRMaj> negativeMean = adam.state();
        entry(negativeMean, "adam.m.a", -1);
        adam.restore(negativeMean);
        assertThat(adam.state().get("adam.m.a").data[0]).isEqualTo(-1);
    }

    private static void entry(Map<String, DMatrixRMaj> state, String name, double value) {
        state.get(name).data[0] = value;
    }

    private static void assertRefused(Adam adam, String what, Consumer<Map<String, DMatrixRMaj>> change) {
        Map<String, DMatrixRMaj> state = new TreeMap<>(adam.state());
        state.values().forEach(matrix -> matrix.data[0] += 1); // would be seen
        change.accept(state);
        String before = adam.state().toString();
        assertThatThrownBy(() -> adam.restore(state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what)
                .hasMessageContaining("; use ");
        assertThat(adam.state()).hasToString(before);
    }
}
