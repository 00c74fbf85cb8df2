package org.sgvae.sgvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sgvae.autodiff.op.ShapeOps.concatColumns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.RandomMatrices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.encoder.Posterior;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.model.Code;
import org.sgvae.model.CodeDraw;
import org.sgvae.model.Latent;
import org.sgvae.model.Terms;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;
import org.sgvae.objective.CodeDiscrepancy;
import org.sgvae.objective.PriorReplay;
import org.sgvae.objective.Regularizer;
import org.sgvae.optim.Schedule;
import org.sgvae.random.RandomKey;

class SgvaeTest {
    /** The whole model at once: all terms of a batch of typed graphs, a single node and an isolated one among them. */
    @ParameterizedTest
    @MethodSource("org.sgvae.sgvae.SmallModels#ofAnyGraphs")
    void gradients_areThoseOfCentralDifferences(Sgvae model) {
        Random random = new Random(1);
        Minibatch batch = new Minibatch(
                List.of(
                        Graph.of(new int[] {1}),
                        Graph.of(new int[] {0, 2, 1}, new int[] {0, 2, 1}),
                        RandomGraphs.typed(random, 4, 0.6, SmallModels.NODE_TYPES, SmallModels.EDGE_TYPES)),
                2);
        Minibatch ordered = batch.along(b -> RandomGraphs.ordering(random, batch.nodes(b)));
        DMatrixRMaj noise = RandomMatrices.normal(
                new SplittableRandom(1), batch.size(), model.config().latentDim());
        GradientCheck.of(
                        model.parameters().values(),
                        tape -> allTerms(model.passAlong(tape, ordered, noise).terms()))
                .alongDirections(2)
                .assertGradients();
    }

    @Test
    void givenCodes_areScoredAsThoseOfAPass() {
        Sgvae model = SmallModels.of(Posterior.GAUSSIAN);
        int[][] orderings = {{2, 0, 1, 3}, {1, 0, 2}};
        Minibatch batch =
                new Minibatch(List.of(GraphFamilies.cycle(4), GraphFamilies.path(3)), 1).along(b -> orderings[b]);
        DMatrixRMaj noise =
                RandomMatrices.normal(new SplittableRandom(1), 2, model.config().latentDim());
        Tape tape = Tape.recording();
        Terms pass = model.passAlong(tape, batch, noise).terms();
        Variable given = model.logProbGivenCodes(tape, batch, pass.latent().z().value(), new long[] {1, 2});
        assertThat(given.value().data)
                .startsWith(pass.logPx().value().data[0], pass.logPx().value().data[1]);
    }

    private static Variable allTerms(Terms terms) {
        List<Variable> all = new ArrayList<>(List.of(
                terms.latent().z(),
                terms.logPx(),
                terms.latent().logPz(),
                terms.latent().logQz(),
                terms.logQOrder()));
        all.add(terms.latent().divergence());
        return concatColumns(all);
    }

    @Test
    void sampledGraph_dependsOnTheKeyAndItsNumberAlone() {
        Sgvae model = SmallModels.of(Posterior.GAUSSIAN);
        RandomKey key = RandomKey.of(1);
        List<GeneratedGraph> few = model.sample(5, key, 6);
        List<GeneratedGraph> many = model.sample(600, key, 6);
        List<GeneratedGraph> between = model.sample(300, key, 6);
        assertThat(few).hasSize(5);
        assertThat(many).hasSize(600);
        assertThat(many.subList(0, 5)).isEqualTo(few);
        assertThat(many.subList(0, 300)).isEqualTo(between);
        assertThat(model.sample(300, RandomKey.of(2), 6)).isNotEqualTo(between);
        assertThat(model.sample(0, key, 6)).isEmpty();
    }

    @Test
    void sample_drawsCodesFromThePriorAndDecodesThem() {
        Sgvae model = SmallModels.of(Posterior.GAUSSIAN);
        RandomKey key = RandomKey.of(3);
        DMatrixRMaj z = new DMatrixRMaj(4, 2);
        long[] keys = new long[4];
        for (int i = 0; i < 4; i++) {
            keys[i] = key.split(i).split(0).bits();
            for (int j = 0; j < 2; j++) {
                z.set(i, j, key.split(i).split(1).gaussian(j));
            }
        }
        assertThat(model.decode(Tape.forwardOnly(), z, keys, 6)).isEqualTo(model.sample(4, key, 6));
    }

    @ParameterizedTest
    @MethodSource("org.sgvae.sgvae.SmallModels#ofAnyGraphs")
    void code_isThatOfThePass(Sgvae model) {
        long[] keys = {1, 2, 3, 4};
        Minibatch batch = new Minibatch(List.of(GraphFamilies.path(4), GraphFamilies.cycle(3)), 2);
        Code code = model.encode(Tape.forwardOnly(), batch, keys);
        Terms pass = model.coveringPass(Tape.forwardOnly(), batch, keys);
        Variable z = pass.latent().z();
        Variable logStd = code.logStd();
        assertThat(logStd != null).isEqualTo(model.config().posterior() == Posterior.GAUSSIAN);
        for (int b = 0; b < 4; b++) {
            assertThat(code.batch().ordering(b)).isEqualTo(pass.batch().ordering(b));
            for (int i = 0; i < model.config().latentDim(); i++) {
                double noise = RandomKey.gaussian(RandomKey.split(keys[b], 1), i);
                double std = logStd == null ? 0 : Math.exp(logStd.value().get(b, i));
                double expected = code.mean().value().get(b, i) + std * noise;
                assertThat(Math.abs(z.value().get(b, i) - expected)).isLessThan(1e-14);
            }
        }
    }

    /** A single node has one ordering and one posterior, so codes differ by their noise alone. */
    @Test
    void copiesOfAGraph_shareTheirNoiseInTrainingOnly() {
        Sgvae model = SmallModels.of(Posterior.GAUSSIAN);
        Minibatch batch = new Minibatch(List.of(GraphFamilies.path(1), GraphFamilies.path(1)), 2);
        long[] keys = {1, 2, 3, 4};
        double[] shared = firstEntries(
                model.pass(Tape.forwardOnly(), batch, keys).latent().z());
        assertThat(shared[1]).isEqualTo(shared[0]);
        assertThat(shared[3]).isEqualTo(shared[2]).isNotEqualTo(shared[0]);
        assertThat(firstEntries(model.pass(Tape.forwardOnly(), batch, keys, CodeDraw.INDEPENDENT)
                        .latent()
                        .z()))
                .doesNotHaveDuplicates();
        assertThat(firstEntries(model.coveringPass(Tape.forwardOnly(), batch, keys)
                        .latent()
                        .z()))
                .doesNotHaveDuplicates();
    }

    @Test
    void crossedCodes_areThoseOfTheNextCopyAndBuiltAlongTheOwnOrdering() {
        Sgvae model = SmallModels.of(
                SmallModels.of(Posterior.GAUSSIAN).config().withPathDim(3).withPriorComponents(2));
        List<Graph> graphs = List.of(GraphFamilies.path(4), GraphFamilies.cycle(3));
        Minibatch batch = new Minibatch(graphs, 3);
        long[] keys = {1, 2, 3, 4, 5, 6};
        Tape tape = Tape.forwardOnly();
        Terms own = model.pass(tape, batch, keys, CodeDraw.INDEPENDENT);
        Terms next = model.pass(tape, batch, keys, CodeDraw.CROSSED);
        Variable logPx =
                model.logProbGivenCodes(tape, next.batch(), next.latent().z().value(), keys);
        int[] copy = {1, 2, 0, 4, 5, 3};
        for (int b = 0; b < 6; b++) {
            assertThat(next.batch().ordering(b)).isEqualTo(own.batch().ordering(b));
            for (Function<Latent, Variable> part : List.<Function<Latent, Variable>>of(
                    Latent::z,
                    Latent::logPz,
                    Latent::logQz,
                    Latent::divergence,
                    latent -> latent.posterior().mean())) {
                assertThat(part.apply(next.latent()).value().get(b, 0))
                        .isEqualTo(part.apply(own.latent()).value().get(copy[b], 0));
            }
            assertThat(next.logQOrder().value().get(b, 0))
                    .isEqualTo(own.logQOrder().value().get(b, 0));
            assertThat(next.logPx().value().get(b, 0)).isEqualTo(logPx.value().get(b, 0));
        }
    }

    private static double[] firstEntries(Variable z) {
        double[] entries = new double[z.rows()];
        for (int b = 0; b < entries.length; b++) {
            entries[b] = z.value().get(b, 0);
        }
        return entries;
    }

    @Test
    void reconstruct_decodesTheMeansInOrder() {
        Sgvae model = SmallModels.of(Posterior.GAUSSIAN);
        List<Graph> graphs = List.of(GraphFamilies.path(2), GraphFamilies.cycle(5), Graph.of(1));
        RandomKey key = RandomKey.of(4);
        List<GeneratedGraph> built = model.reconstruct(graphs, key, 7);
        assertThat(built).hasSize(3).isEqualTo(model.reconstruct(graphs, key, 7));
        for (int i = 0; i < 3; i++) {
            RandomKey own = key.split(i);
            DMatrixRMaj mean = model.encode(Tape.forwardOnly(), new Minibatch(List.of(graphs.get(i)), 1), new long[] {
                        own.split(0).bits()
                    })
                    .mean()
                    .value();
            assertThat(model.decode(
                            Tape.forwardOnly(), mean, new long[] {own.split(1).bits()}, 7))
                    .containsExactly(built.get(i));
        }
    }

    @Test
    void decode_rejectsWhatDoesNotFit() {
        Sgvae model = SmallModels.of(Posterior.GAUSSIAN);
        Tape tape = Tape.forwardOnly();
        assertThatThrownBy(() -> model.decode(tape, new DMatrixRMaj(1, 3), new long[1], 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("latent codes have 3 entries but the model's have 2; give 2");
        assertThatThrownBy(() -> model.decode(tape, new DMatrixRMaj(2, 2), new long[1], 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 random keys for 2 latent codes; give one for each");
        assertThatThrownBy(() -> model.decode(tape, new DMatrixRMaj(1, 2), new long[1], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxNodes 0: must be at least 1");
    }

    @Test
    void weights_dependOnTheKeyAlone() {
        SgvaeConfig paper = SgvaeConfig.paper(1, 1);
        Sgvae model = Sgvae.create(paper, RandomKey.of(1));
        Sgvae again = Sgvae.create(paper, RandomKey.of(1));
        Sgvae other = Sgvae.create(paper, RandomKey.of(2));
        for (Parameter parameter : model.parameters().all()) {
            double[] values = parameter.value().data;
            assertThat(again.parameters().get(parameter.name()).value().data).isEqualTo(values);
            assertThat(other.parameters().get(parameter.name()).value().data).isNotEqualTo(values);
        }
        assertThat(model.config()).isEqualTo(paper);
    }

    @Test
    void learnedPrior_startsNearTheStandardNormal() {
        SgvaeConfig config = new SgvaeConfig(3, 4, 5, 2, 1, 1, Posterior.GAUSSIAN, 2).withPriorComponents(500);
        Parameters parameters = Sgvae.create(config, RandomKey.of(1)).parameters();
        assertThat(parameters.get("prior.weight").value().data).containsOnly(0.0);
        assertThat(parameters.get("prior.logStd").value().data).containsOnly(-0.5);
        double[] means = parameters.get("prior.mean").value().data;
        assertThat(Arrays.stream(means).average().orElseThrow()).isBetween(-0.13, 0.13);
        assertThat(Arrays.stream(means).map(x -> x * x).average().orElseThrow()).isBetween(0.8, 1.2);
    }

    @Test
    void sample_drawsCodesFromALearnedPrior() {
        Sgvae model = SmallModels.of(SmallModels.of(Posterior.GAUSSIAN).config().withPriorComponents(2));
        model.parameters().get("prior.logStd").value().fill(-30);
        DMatrixRMaj means = model.parameters().get("prior.mean").value();
        means.setTo(new DMatrixRMaj(new double[][] {{5, 5}, {-5, -5}}));
        RandomKey key = RandomKey.of(3);
        List<GeneratedGraph> sampled = model.sample(20, key, 6);
        int first = 0;
        for (int i = 0; i < 20; i++) {
            long[] decisions = {key.split(i).split(0).bits()};
            List<GeneratedGraph> candidates = new ArrayList<>();
            for (int m = 0; m < 2; m++) {
                DMatrixRMaj z = new DMatrixRMaj(new double[][] {{means.get(m, 0), means.get(m, 1)}});
                candidates.addAll(model.decode(Tape.forwardOnly(), z, decisions, 6));
            }
            assertThat(candidates).contains(sampled.get(i));
            first += candidates.get(0).equals(sampled.get(i)) ? 1 : 0;
        }
        assertThat(first).isBetween(1, 19);
    }

    @Test
    void regularizers_refuseALearnedPrior() {
        SgvaeConfig config = SmallModels.of(Posterior.GAUSSIAN).config().withPriorComponents(2);
        for (Regularizer regularizer :
                List.of(new CodeDiscrepancy(Schedule.constant(1)), new PriorReplay(Schedule.constant(1)))) {
            assertThatThrownBy(() -> regularizer.requireFits(config))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("knows the prior N(0, I) only");
        }
    }

    @Test
    void config_rejectsSizesThatMakeNoModel() {
        assertThatThrownBy(() -> new SgvaeConfig(5, 6, 30, 0, 1, 1, Posterior.POINT, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rounds 0: must be at least 1");
        assertThatThrownBy(() -> new SgvaeConfig(5, 6, 30, 2, 1, 1, Posterior.POINT, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("latentDim 4 with nodeDim 5");
        assertThat(new SgvaeConfig(5, 6, 30, 2, 1, 1, Posterior.GAUSSIAN, 4).latentDim())
                .isEqualTo(4);
    }
}
