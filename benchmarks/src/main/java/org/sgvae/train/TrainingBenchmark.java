package org.sgvae.train;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.sgvae.encoder.Posterior;
import org.sgvae.estimator.LeaveOneOut;
import org.sgvae.estimator.Reinforce;
import org.sgvae.estimator.ScoreFunctionEstimator;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.objective.Bound;
import org.sgvae.objective.PaperSurrogate;
import org.sgvae.optim.Schedule;
import org.sgvae.parallel.Workers;
import org.sgvae.sgvae.SgvaeConfig;

/**
 * How many graphs a second does training pass through destructor and constructor, forward, backward and Adam, on cycles of 5–14 nodes?
 *
 * <p>An operation is an epoch over 100 graphs; the counter {@code graphs} counts a graph once for each of its orderings.
 *
 * <p>{@code java --add-modules jdk.incubator.vector -jar benchmarks/target/benchmarks.jar Training -prof gc}
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class TrainingBenchmark {
    /** Model and mini-batch. */
    public enum Size {
        /** The paper's preset: d 5, m 6, g 30, 10 graphs with one ordering. */
        PAPER(5, 6, 30, 10, 1),
        /** d 16, m 32, g 32, 16 graphs with 4 orderings. */
        MEDIUM(16, 32, 32, 16, 4),
        /** d 64, m 128, g 128, 32 graphs with 4 orderings. */
        LARGE(64, 128, 128, 32, 4);

        private final int nodeDim;
        private final int messageDim;
        private final int graphDim;
        private final int graphs;
        private final int orderings;

        Size(int nodeDim, int messageDim, int graphDim, int graphs, int orderings) {
            this.nodeDim = nodeDim;
            this.messageDim = messageDim;
            this.graphDim = graphDim;
            this.graphs = graphs;
            this.orderings = orderings;
        }

        TrainingConfig config() {
            return config(graphs, orderings);
        }

        /** Mini-batches of one graph with one ordering. */
        TrainingConfig oneGraphAtATime() {
            return config(1, 1);
        }

        private TrainingConfig config(int graphs, int orderings) {
            boolean paper = this == PAPER;
            ScoreFunctionEstimator estimator = orderings == 1 ? Reinforce.asPublished() : new LeaveOneOut();
            SgvaeConfig model = new SgvaeConfig(
                    nodeDim, messageDim, graphDim, 2, 1, 1, paper ? Posterior.POINT : Posterior.GAUSSIAN, 5);
            return TrainingConfig.builder(model, paper ? new PaperSurrogate(estimator) : Bound.plain(estimator))
                    .orderings(orderings)
                    .batchGraphs(graphs)
                    .epochs(1_000_000)
                    .learningRate(Schedule.constant(1e-3))
                    .shards(paper ? 1 : 2)
                    .build();
        }
    }

    /** Model and mini-batch. */
    @Param
    public Size size;

    /** Threads that work on a mini-batch. */
    @Param("1")
    public int threads;

    private Workers workers;
    private Trainer trainer;

    /** Makes data and trainer. */
    @Setup
    public void prepare() throws IOException {
        DataSet cycles = DataSets.parse("cycles:5-14");
        TrainingConfig config = size.config();
        workers = new Workers(threads);
        trainer = new Trainer(Trainer.freshModel(config), cycles, config, workers);
    }

    /** Stops the threads. */
    @TearDown
    public void stop() {
        workers.close();
    }

    /** Graphs trained on. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Counter {
        /** Each counts once for each of its orderings. */
        public long graphs;
    }

    /** An epoch. */
    @Benchmark
    public double epoch(Counter counter) {
        counter.graphs += 100L * size.orderings;
        return trainer.trainEpoch().reconstruction();
    }
}
