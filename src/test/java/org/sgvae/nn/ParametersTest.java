package org.sgvae.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Tape;
import org.sgvae.random.RandomKey;

class ParametersTest {
    private static final RandomKey KEY = RandomKey.of(1);

    @Test
    void parameters_keepTheOrderOfRegistration() {
        Parameters parameters = new Parameters(Initializer.normal(1), KEY);
        Parameter z = parameters.matrix("z", 2, 3, 3);
        Parameter a = parameters.vector("a", 4, 3);
        assertThat(parameters.all()).containsExactly(z, a);
        assertThat(parameters.values().keySet()).containsExactly("z", "a");
        assertThat(parameters.values().get("a")).isSameAs(a.value());
        assertThat(parameters.get("z")).isSameAs(z);
        assertThat(parameters.count()).isEqualTo(10);
        assertThat(z.shape()).containsExactly(2, 3);
        assertThat(a.shape()).containsExactly(4);
        assertThat(a.value().numRows).isEqualTo(1);
        assertThatThrownBy(() -> parameters.all().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void parameters_haveNamesOfTheirOwn() {
        Parameters parameters = new Parameters(Initializer.normal(1), KEY);
        parameters.vector("a", 4, 3);
        assertThatThrownBy(() -> parameters.matrix("a", 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parameter a exists already");
        assertThatThrownBy(() -> parameters.get("b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no parameter b; there are [a]");
        assertThat(parameters.count()).isEqualTo(4);
    }

    @Test
    void leaf_isTheSameForEveryUseOnATape() {
        Parameter a = new Parameters(Initializer.normal(1), KEY).vector("a", 4, 3);
        Tape one = Tape.recording();
        Tape two = Tape.recording();
        assertThat(a.on(one)).isSameAs(a.on(one)).isNotSameAs(a.on(two));
        assertThat(a.on(one).value()).isSameAs(a.on(two).value()).isSameAs(a.value());
        assertThat(a.on(one).needsGradient()).isTrue();
    }

    /** A layer added before or after leaves the first values of the others as they are. */
    @Test
    void firstValues_dependOnKeyAndNameAlone() {
        Parameters few = new Parameters(Initializer.uniformByFanIn(), KEY);
        Parameters more = new Parameters(Initializer.uniformByFanIn(), KEY);
        more.matrix("first", 3, 3, 3);
        double[] a = few.vector("a", 4, 3).value().data;
        assertThat(more.vector("a", 4, 3).value().data).isEqualTo(a);
        assertThat(more.vector("b", 4, 3).value().data).isNotEqualTo(a);
        assertThat(new Parameters(Initializer.uniformByFanIn(), RandomKey.of(2))
                        .vector("a", 4, 3)
                        .value()
                        .data)
                .isNotEqualTo(a);
    }

    @Test
    void uniformByFanIn_isUniformWithinItsBound() {
        DMatrixRMaj value = new DMatrixRMaj(100, 200);
        Initializer.uniformByFanIn().fill(value, 16, KEY);
        assertThat(Arrays.stream(value.data)).allMatch(x -> Math.abs(x) <= 0.25);
        double[] counts = new double[10];
        for (double x : value.data) {
            counts[(int) Math.min(9, (x + 0.25) * 20)]++;
        }
        assertThat(Arrays.stream(counts)).allMatch(count -> Math.abs(count - 2000) < 5 * Math.sqrt(1800));
    }

    @Test
    void normal_hasItsStandardDeviation() {
        DMatrixRMaj value = new DMatrixRMaj(100, 200);
        Initializer.normal(0.2).fill(value, 16, KEY);
        double mean = Arrays.stream(value.data).average().orElseThrow();
        double square = Arrays.stream(value.data).map(x -> x * x).average().orElseThrow();
        assertThat(Math.abs(mean)).isLessThan(5 * 0.2 / Math.sqrt(20_000));
        assertThat(Math.abs(square - 0.04)).isLessThan(5 * 0.04 * Math.sqrt(2.0 / 20_000));
    }

    @Test
    void restore_setsAllValuesOrNone() {
        Parameters from = new Parameters(Initializer.normal(1), KEY);
        Parameters to = new Parameters(Initializer.normal(1), RandomKey.of(2));
        for (Parameters parameters : List.of(from, to)) {
            parameters.matrix("w", 2, 3, 1);
            parameters.vector("b", 2, 1);
        }
        Map<String, DMatrixRMaj> values = new TreeMap<>(from.values());
        values.put("adam.step", new DMatrixRMaj(1, 1));
        double[] before = to.get("w").value().data.clone();
        Map<String, DMatrixRMaj> faulty = new TreeMap<>(values);
        faulty.remove("b");
        assertRefused(to, faulty, "parameter b is missing, expected 1x2; ");
        faulty.put("b", new DMatrixRMaj(2, 1));
        assertRefused(to, faulty, "parameter b is 2x1, expected 1x2; ");
        faulty.put("b", new DMatrixRMaj(new double[][] {{1, Double.NaN}}));
        assertRefused(to, faulty, "parameter b has the entry NaN; ");
        assertThat(to.get("w").value().data).isEqualTo(before);
        to.restore(values);
        from.all()
                .forEach(p -> assertThat(to.get(p.name()).value().data)
                        .isEqualTo(p.value().data)
                        .isNotSameAs(p.value().data));
    }

    private static void assertRefused(Parameters parameters, Map<String, DMatrixRMaj> values, String what) {
        assertThatThrownBy(() -> parameters.restore(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(what);
    }

    /** A layer without inputs has no fan-in to divide by: its values are uniform in ±1. */
    @Test
    void uniformByFanIn_ofNoInputsIsThatOfOne() {
        DMatrixRMaj none = new DMatrixRMaj(10, 10);
        DMatrixRMaj one = new DMatrixRMaj(10, 10);
        Initializer.uniformByFanIn().fill(none, 0, KEY);
        Initializer.uniformByFanIn().fill(one, 1, KEY);
        assertThat(none.data).isEqualTo(one.data);
        assertThat(Arrays.stream(one.data).map(Math::abs).max().orElseThrow()).isBetween(0.9, 1.0);
    }
}
