package org.sgvae.sgvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.decoder.ConstructionScore;
import org.sgvae.encoder.Posterior;
import org.sgvae.model.Terms;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;
import org.sgvae.nn.Safetensors;

/** Densities and gradients against those of an independent implementation; testdata/golden says how they were made. */
class GoldenTest {
    private static final double DENSITY = 1e-10;
    private static final double GRADIENT = 1e-9;

    /**
     * Entries that are sums of terms which cancel are known to no more than the round-off of those terms, here of order one, in
     * either implementation. {@code destructor.select.bias} is the extreme: adding a number to all scores changes nothing, so its
     * gradient is zero, and what is computed is round-off alone.
     */
    private static final double ROUND_OFF = 1e-13;

    static Stream<GoldenCase> cases() {
        return GoldenCase.all();
    }

    static Stream<GoldenCase> casesWithOrdering() {
        return cases().filter(golden -> golden.graph.nodes() > 1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void parameters_haveTheNamesAndShapesOfTheReference(GoldenCase golden) {
        SortedMap<String, Safetensors.Entry> weights = golden.tensors("weights");
        Map<String, String> shapes = golden.model().parameters().all().stream()
                .collect(Collectors.toMap(Parameter::name, parameter -> Arrays.toString(parameter.shape())));
        assertThat(shapes)
                .containsExactlyInAnyOrderEntriesOf(weights.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> Arrays.toString(entry.getValue().shape()))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void densities_areThoseOfTheReference(GoldenCase golden) {
        Sgvae.Pass pass = golden.model().passAlong(Tape.forwardOnly(), golden.batch(), golden.noise);
        Terms terms = pass.terms();
        assertNumber("logPx", terms.logPx(), golden.number("logPx"));
        assertNumber("logPz", terms.latent().logPz(), golden.number("logPz"));
        assertNumber("logQz", terms.latent().logQz(), golden.number("logQz"));
        assertNumber("logQOrder", terms.logQOrder(), golden.number("logQOrder"));
        boolean gaussian = golden.config.posterior() == Posterior.GAUSSIAN;
        assertThat(terms.latent().posterior() != null).isEqualTo(gaussian);
        assertNumber("kl", terms.latent().divergence(), gaussian ? golden.number("kl") : -golden.number("logPz"));
        assertNumbers("z", terms.latent().z(), golden.numbers("z"));
        assertNumbers("logQOrderSteps", pass.destruction().logQSteps(), golden.numbers("logQOrderSteps"));
        ConstructionScore parts = pass.construction();
        assertNumber(
                "logPAddNode",
                parts.logPAddNode(),
                Arrays.stream(golden.numbers("logPAddNode")).sum());
        assertNumber(
                "logPAddEdges",
                parts.logPAddEdges(),
                Arrays.stream(golden.numbers("logPAddEdges")).sum());
        assertNumber("logPNodeTypes", parts.logPNodeTypes(), golden.number("logPNodeTypes"));
    }

    private static void assertNumber(String name, Variable actual, double expected) {
        assertThat(Math.abs(actual.scalarValue() - expected)).as(name).isLessThan(DENSITY);
    }

    private static void assertNumbers(String name, Variable actual, double[] expected) {
        assertThat(actual.value().getNumElements()).as(name).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual.value().data[i] - expected[i]))
                    .as("%s %d", name, i)
                    .isLessThan(DENSITY);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientAlongTheCode_isThatOfTheReference(GoldenCase golden) {
        Sgvae model = golden.model();
        Tape tape = Tape.recording();
        Terms terms = model.passAlong(tape, golden.batch(), golden.noise).terms();
        tape.backward(subtract(
                add(terms.logPx(), terms.latent().logPz()), terms.latent().logQz()));
        assertGradients(model.parameters(), tape, golden.tensors("grad-elbo"));
    }

    @ParameterizedTest
    @MethodSource("casesWithOrdering")
    void gradientOfTheOrdering_isThatOfTheReference(GoldenCase golden) {
        Sgvae model = golden.model();
        Tape tape = Tape.recording();
        tape.backward(
                model.passAlong(tape, golden.batch(), golden.noise).terms().logQOrder());
        assertGradients(model.parameters(), tape, golden.tensors("grad-order"));
    }

    private static void assertGradients(
            Parameters parameters, Tape tape, SortedMap<String, Safetensors.Entry> expected) {
        assertThat(expected).hasSize(parameters.all().size());
        for (Parameter parameter : parameters.all()) {
            double[] actual = parameter.on(tape).gradient().data;
            double[] reference = expected.get(parameter.name()).data();
            for (int i = 0; i < reference.length; i++) {
                assertThat(Math.abs(actual[i] - reference[i]))
                        .as("%s, entry %d: %s instead of %s", parameter, i, actual[i], reference[i])
                        .isLessThanOrEqualTo(GRADIENT * Math.abs(reference[i]) + ROUND_OFF);
            }
        }
    }

    /** With one node type there is nothing to choose, so nothing to learn; scores are known up to a common number. */
    @Test
    void gradient_reachesEveryParameterButThoseThatCannotMatter() {
        assertThat(unreached(GoldenCase.read("cycle6-paper")))
                .containsExactly("constructor.nodeType.bias", "constructor.nodeType.weight", "destructor.select.bias");
        assertThat(unreached(GoldenCase.read("typed7-gaussian"))).containsExactly("destructor.select.bias");
    }

    private static Set<String> unreached(GoldenCase golden) {
        Sgvae model = golden.model();
        Tape tape = Tape.recording();
        Terms terms = model.passAlong(tape, golden.batch(), golden.noise).terms();
        tape.backward(add(add(terms.logPx(), terms.latent().logPz()), terms.logQOrder()));
        Set<String> unreached = new TreeSet<>();
        for (Parameter parameter : model.parameters().all()) {
            DMatrixRMaj gradient = parameter.on(tape).gradient();
            double largest = 0;
            for (int i = 0; i < gradient.getNumElements(); i++) {
                largest = Math.max(largest, Math.abs(gradient.data[i]));
            }
            if (largest < ROUND_OFF) {
                unreached.add(parameter.name());
            }
        }
        return unreached;
    }
}
