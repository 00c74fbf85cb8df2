package org.sgvae.autodiff.check;

import static org.sgvae.autodiff.check.ExampleInputs.awayFromZero;
import static org.sgvae.autodiff.check.ExampleInputs.distinct;
import static org.sgvae.autodiff.check.ExampleInputs.grid;
import static org.sgvae.autodiff.check.ExampleInputs.indices;
import static org.sgvae.autodiff.check.ExampleInputs.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ElementwiseOps;
import org.sgvae.autodiff.op.MatrixOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.autodiff.op.SegmentOps;
import org.sgvae.autodiff.op.ShapeOps;
import org.sgvae.autodiff.op.SoftmaxOps;

/**
 * Every differentiable operation of this package with examples to check it on, for tests and for the command that
 * checks gradients. Packages that have operations of their own list them in the same way.
 *
 * <p>The examples keep away from kinks and from the edges of domains, where differences mean nothing. They go through
 * {@link #SIZES}, of which some are empty, a single row, a single column or a single entry.
 */
public final class OpCatalogue {
    /**
     * Three sizes from which an operation makes the shapes of its inputs.
     *
     * @param rows number of rows of the result, most often
     * @param columns number of columns of the result, most often
     * @param inner what else there is to choose: an inner size, a number of picks or of segments
     */
    public record Size(int rows, int columns, int inner) {}

    /**
     * A function and a point at which to differentiate it.
     *
     * @param inputs values of the variables
     * @param function the operation, with its constants
     */
    public record Example(List<DMatrixRMaj> inputs, Function<List<Variable>, Variable> function) {
        /** Tells whether there is an entry to differentiate by. */
        public boolean hasEntries() {
            return inputs.stream().anyMatch(input -> input.getNumElements() > 0);
        }

        /** {@return the check of this example, made so that the gradient arriving at the operation is never just 1} */
        public GradientCheck check() {
            return GradientCheck.of(inputs, in -> ArithmeticOps.scale(-0.75, function.apply(in)));
        }
    }

    /**
     * An operation.
     *
     * @param name class and {@linkplain Op#name() name of the operation}, for instance {@code MatrixOps.matmul}
     * @param maker makes the examples of a size; none if the operation is not defined on it
     */
    public record Entry(String name, BiFunction<Size, RandomGenerator, List<Example>> maker) {
        /**
         * Returns the examples of all sizes.
         *
         * @param seed where the inputs' entries come from
         * @return at least one example for each size on which the operation is defined
         */
        public List<Example> examples(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            return SIZES.stream()
                    .flatMap(size -> maker.apply(size, random.split()).stream())
                    .toList();
        }
    }

    /** The sizes that the examples go through. */
    public static final List<Size> SIZES = List.of(
            new Size(1, 1, 1),
            new Size(1, 1, 5),
            new Size(1, 5, 1),
            new Size(5, 1, 1),
            new Size(1, 4, 3),
            new Size(4, 1, 3),
            new Size(3, 4, 1),
            new Size(2, 2, 2),
            new Size(2, 3, 4),
            new Size(3, 2, 5),
            new Size(5, 4, 3),
            new Size(7, 3, 2),
            new Size(3, 7, 4),
            new Size(6, 6, 6),
            new Size(8, 5, 7),
            new Size(13, 3, 2),
            new Size(2, 13, 3),
            new Size(9, 8, 5),
            new Size(4, 17, 2),
            new Size(17, 4, 3),
            new Size(16, 8, 4),
            new Size(19, 9, 18),
            new Size(0, 3, 2),
            new Size(0, 1, 1),
            new Size(3, 0, 2),
            new Size(1, 0, 3),
            new Size(3, 2, 0),
            new Size(0, 0, 0));

    private OpCatalogue() {}

    /** {@return all operations of this package} */
    public static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        addMatrixOps(entries);
        addArithmeticOps(entries);
        addElementwiseOps(entries);
        addReductionOps(entries);
        addShapeOps(entries);
        addSegmentOps(entries);
        addSoftmaxOps(entries);
        return entries;
    }

    private static void addMatrixOps(List<Entry> entries) {
        entries.add(new Entry(
                "MatrixOps.matmul",
                (size, random) -> binary(
                        MatrixOps::matmul,
                        normal(size.rows, size.inner, random),
                        normal(size.inner, size.columns, random))));
        entries.add(new Entry(
                "MatrixOps.matmulTransA",
                (size, random) -> binary(
                        MatrixOps::matmulTransA,
                        normal(size.inner, size.rows, random),
                        normal(size.inner, size.columns, random))));
        entries.add(new Entry(
                "MatrixOps.matmulTransB",
                (size, random) -> binary(
                        MatrixOps::matmulTransB,
                        normal(size.rows, size.inner, random),
                        normal(size.columns, size.inner, random))));
        entries.add(new Entry(
                "MatrixOps.affine",
                (size, random) -> List.of(new Example(
                        List.of(
                                normal(size.rows, size.inner, random),
                                normal(size.columns, size.inner, random),
                                normal(1, size.columns, random)),
                        in -> MatrixOps.affine(in.get(0), in.get(1), in.get(2))))));
        // Inputs and weights are quarters, so X Wᵀ is a multiple of 1/16, and the bias keeps it 1/32 away from the
        // kink.
        entries.add(new Entry(
                "MatrixOps.affineRelu",
                (size, random) -> List.of(new Example(
                        List.of(
                                grid(size.rows, size.inner, random, 0.25, 0),
                                grid(size.columns, size.inner, random, 0.25, 0),
                                grid(1, size.columns, random, 0.0625, 0.03125)),
                        in -> MatrixOps.affineRelu(in.get(0), in.get(1), in.get(2))))));
        entries.add(unary("MatrixOps.transpose", ExampleInputs::normal, MatrixOps::transpose));
        entries.add(new Entry(
                "MatrixOps.dot",
                (size, random) -> binary(
                        MatrixOps::dot,
                        normal(size.rows, size.columns, random),
                        normal(size.rows, size.columns, random))));
    }

    private static void addArithmeticOps(List<Entry> entries) {
        entries.add(broadcasting("ArithmeticOps.add", ArithmeticOps::add));
        entries.add(broadcasting("ArithmeticOps.subtract", ArithmeticOps::subtract));
        entries.add(broadcasting("ArithmeticOps.multiply", ArithmeticOps::multiply));
        entries.add(broadcasting("ArithmeticOps.divide", ArithmeticOps::divide));
        entries.add(unary("ArithmeticOps.scale", ExampleInputs::normal, x -> ArithmeticOps.scale(-2.5, x)));
        entries.add(unary("ArithmeticOps.negate", ExampleInputs::normal, ArithmeticOps::negate));
        entries.add(unary("ArithmeticOps.addConstant", ExampleInputs::normal, x -> ArithmeticOps.addConstant(x, 1.5)));
    }

    private static void addElementwiseOps(List<Entry> entries) {
        entries.add(unary("ElementwiseOps.exp", ExampleInputs::normal, ElementwiseOps::exp));
        entries.add(unary("ElementwiseOps.log", ExampleInputs::positive, ElementwiseOps::log));
        entries.add(unary("ElementwiseOps.expm1", ExampleInputs::normal, ElementwiseOps::expm1));
        entries.add(unary("ElementwiseOps.log1p", ExampleInputs::positive, ElementwiseOps::log1p));
        entries.add(unary("ElementwiseOps.sqrt", ExampleInputs::positive, ElementwiseOps::sqrt));
        entries.add(unary("ElementwiseOps.square", ExampleInputs::normal, ElementwiseOps::square));
        entries.add(unary("ElementwiseOps.tanh", ExampleInputs::normal, ElementwiseOps::tanh));
        entries.add(unary("ElementwiseOps.sigmoid", ExampleInputs::normal, ElementwiseOps::sigmoid));
        entries.add(unary("ElementwiseOps.softplus", ExampleInputs::normal, ElementwiseOps::softplus));
        entries.add(unary("ElementwiseOps.logSigmoid", ExampleInputs::normal, ElementwiseOps::logSigmoid));
        entries.add(unary("ElementwiseOps.relu", ExampleInputs::awayFromZero, ElementwiseOps::relu));
    }

    private static void addReductionOps(List<Entry> entries) {
        entries.add(unary("ReductionOps.sum", ExampleInputs::normal, ReductionOps::sum));
        entries.add(unary("ReductionOps.sumOverRows", ExampleInputs::normal, ReductionOps::sumOverRows));
        entries.add(unary("ReductionOps.sumOverColumns", ExampleInputs::normal, ReductionOps::sumOverColumns));
        entries.add(reduction("ReductionOps.mean", true, true, ReductionOps::mean));
        entries.add(reduction("ReductionOps.meanOverRows", true, false, ReductionOps::meanOverRows));
        entries.add(reduction("ReductionOps.meanOverColumns", false, true, ReductionOps::meanOverColumns));
        entries.add(reduction("ReductionOps.max", true, true, ReductionOps::max));
        entries.add(reduction("ReductionOps.maxOverRows", true, false, ReductionOps::maxOverRows));
        entries.add(reduction("ReductionOps.maxOverColumns", false, true, ReductionOps::maxOverColumns));
        entries.add(reduction("ReductionOps.min", true, true, ReductionOps::min));
        entries.add(reduction("ReductionOps.minOverRows", true, false, ReductionOps::minOverRows));
        entries.add(reduction("ReductionOps.minOverColumns", false, true, ReductionOps::minOverColumns));
    }

    private static void addShapeOps(List<Entry> entries) {
        entries.add(new Entry("ShapeOps.concatRows", (size, random) -> {
            DMatrixRMaj a = normal(size.rows, size.columns, random);
            DMatrixRMaj b = normal(size.inner, size.columns, random);
            DMatrixRMaj c = normal(2, size.columns, random);
            return List.of(
                    new Example(List.of(a, b), in -> ShapeOps.concatRows(in.get(0), in.get(1))),
                    new Example(List.of(a, b, c), ShapeOps::concatRows));
        }));
        entries.add(new Entry("ShapeOps.concatColumns", (size, random) -> {
            DMatrixRMaj a = normal(size.rows, size.columns, random);
            DMatrixRMaj b = normal(size.rows, size.inner, random);
            DMatrixRMaj c = normal(size.rows, 2, random);
            return List.of(
                    new Example(List.of(a, b), in -> ShapeOps.concatColumns(in.get(0), in.get(1))),
                    new Example(List.of(a, b, c), ShapeOps::concatColumns));
        }));
        entries.add(unary(
                "ShapeOps.sliceRows",
                ExampleInputs::normal,
                x -> ShapeOps.sliceRows(x, x.rows() / 3, x.rows() - x.rows() / 4)));
        entries.add(unary(
                "ShapeOps.sliceColumns",
                ExampleInputs::normal,
                x -> ShapeOps.sliceColumns(x, x.columns() / 3, x.columns() - x.columns() / 4)));
        entries.add(new Entry("ShapeOps.gatherRows", (size, random) -> {
            Indices rows = indices(size.rows == 0 ? 0 : size.inner, size.rows, random);
            return example(normal(size.rows, size.columns, random), x -> ShapeOps.gatherRows(x, rows));
        }));
        entries.add(new Entry("ShapeOps.pickColumns", (size, random) -> {
            if (size.columns == 0 && size.rows > 0) {
                return List.of();
            }
            Indices columns = indices(size.rows, size.columns, random);
            return example(normal(size.rows, size.columns, random), x -> ShapeOps.pickColumns(x, columns));
        }));
    }

    private static void addSegmentOps(List<Entry> entries) {
        entries.add(segmented("SegmentOps.segmentSum", SegmentOps::segmentSum));
        entries.add(segmented("SegmentOps.segmentSoftmax", SegmentOps::segmentSoftmax));
        entries.add(segmented("SegmentOps.segmentLogSoftmax", SegmentOps::segmentLogSoftmax));
    }

    private static void addSoftmaxOps(List<Entry> entries) {
        // A row without entries has log-sum-exp −∞, of which differences are not numbers.
        entries.add(reduction("SoftmaxOps.logSumExp", false, true, SoftmaxOps::logSumExp));
        entries.add(unary("SoftmaxOps.softmax", ExampleInputs::normal, SoftmaxOps::softmax));
        entries.add(unary("SoftmaxOps.logSoftmax", ExampleInputs::normal, SoftmaxOps::logSoftmax));
    }

    /** Makes the values of an input. */
    private interface Sampler {
        DMatrixRMaj sample(int rows, int columns, RandomGenerator random);
    }

    private static Entry unary(String name, Sampler sampler, UnaryOperator<Variable> op) {
        return new Entry(name, (size, random) -> example(sampler.sample(size.rows, size.columns, random), op));
    }

    private static Entry reduction(String name, boolean needsRows, boolean needsColumns, UnaryOperator<Variable> op) {
        return new Entry(
                name,
                (size, random) -> (needsRows && size.rows == 0) || (needsColumns && size.columns == 0)
                        ? List.of()
                        : example(distinct(size.rows, size.columns, random), op));
    }

    /** Both operands whole, and either one stretched in rows, in columns, or in both. */
    private static Entry broadcasting(String name, BinaryOperator<Variable> op) {
        return new Entry(name, (size, random) -> {
            Size whole = new Size(size.rows, size.columns, 0);
            Size row = new Size(1, size.columns, 0);
            Size column = new Size(size.rows, 1, 0);
            Size single = new Size(1, 1, 0);
            return Stream.of(
                            List.of(whole, whole),
                            List.of(whole, row),
                            List.of(row, whole),
                            List.of(whole, column),
                            List.of(column, whole),
                            List.of(whole, single),
                            List.of(single, whole),
                            List.of(row, column),
                            List.of(column, row))
                    .flatMap(shapes -> {
                        Size a = shapes.get(0);
                        Size b = shapes.get(1);
                        return binary(op, normal(a.rows, a.columns, random), awayFromZero(b.rows, b.columns, random))
                                .stream();
                    })
                    .toList();
        });
    }

    /** An operation on rows in segments. */
    private interface SegmentOp {
        Variable apply(Variable x, Indices segmentOfRow, int segments);
    }

    private static Entry segmented(String name, SegmentOp op) {
        return new Entry(name, (size, random) -> {
            int segments = size.rows == 0 ? size.inner : size.inner + 1;
            Indices segmentOfRow = indices(size.rows, segments, random);
            return example(normal(size.rows, size.columns, random), x -> op.apply(x, segmentOfRow, segments));
        });
    }

    private static List<Example> example(DMatrixRMaj input, UnaryOperator<Variable> op) {
        return List.of(new Example(List.of(input), in -> op.apply(in.get(0))));
    }

    private static List<Example> binary(BinaryOperator<Variable> op, DMatrixRMaj a, DMatrixRMaj b) {
        return List.of(new Example(List.of(a, b), in -> op.apply(in.get(0), in.get(1))));
    }
}
