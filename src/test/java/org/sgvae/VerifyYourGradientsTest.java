package org.sgvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.autodiff.check.GradientReport;

/** The Java of the page "verify your gradients", compiled and run. */
class VerifyYourGradientsTest {
    @Test
    void plainFunction_passesAndItsMistakeIsExplained() {
        ToDoubleFunction<double[]> f = x -> x[0] * Math.sin(x[1]);
        UnaryOperator<double[]> gradient = x -> new double[] {Math.sin(x[1]), x[0] * Math.cos(x[1])};
        GradientCheck.assertGradient(f, new double[] {0.3, 1.2}, gradient);

        double[] wrong = {Math.sin(1.2), -0.3 * Math.cos(1.2)};
        assertThatThrownBy(() -> GradientCheck.assertGradient(f, new double[] {0.3, 1.2}, wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("x[1] = 1.20000000000: relative error 2.00e+00; analytic -0.108707326343,"
                        + " numeric 0.1087073")
                .hasMessageContaining("the function is smooth here but its gradient is wrong; the sign is reversed");
    }

    @Test
    void kink_isTold() {
        GradientReport atKink = GradientCheck.of(x -> Math.max(x[0], 0), new double[] {0}, new double[] {1})
                .run();
        assertThat(atKink.worst().get(0).diagnosis()).isEqualTo(GradientReport.Diagnosis.KINK);
        for (double x : new double[] {0.1, 1e-6}) {
            GradientCheck.assertGradient(y -> Math.max(y[0], 0), new double[] {x}, new double[] {1});
        }
    }

    @Test
    void noise_cannotBeToldFromTheSlope() {
        GradientReport lost = GradientCheck.of(x -> 1e16 + Math.exp(x[0]), new double[] {0}, new double[] {1})
                .run();
        assertThat(lost.worst().get(0).diagnosis()).isEqualTo(GradientReport.Diagnosis.CANNOT_TELL);
        assertThat(lost.agrees()).isFalse();
        assertThat(lost.disagrees()).isFalse();
    }

    @Test
    void floatArithmetic_passesWithItsTolerance() {
        ToDoubleFunction<double[]> single = x -> (float) Math.exp((float) x[0]);
        GradientCheck.of(single, new double[] {0.3}, new double[] {(float) Math.exp(0.3)})
                .withTolerance(1e-4)
                .assertGradients();

        assertThatThrownBy(() -> GradientCheck.assertGradient(single, new double[] {0.3}, new double[] {Math.exp(0.3)}))
                .hasMessageContaining("exact to about 7 digits only (float arithmetic");
        GradientCheck wrong = GradientCheck.of(single, new double[] {0.3}, new double[] {1.001 * Math.exp(0.3)});
        assertThat(wrong.run().disagrees()).isTrue();
    }

    @Test
    void complexFunction_isOneOfTwoRealNumbers() {
        ToDoubleFunction<double[]> loss = z -> {
            double re = z[0] * z[0] - z[1] * z[1] + 1;
            double im = 2 * z[0] * z[1];
            return re * re + im * im;
        };
        GradientCheck.assertGradient(loss, new double[] {0.4, -0.7}, z -> {
            double re = z[0] * z[0] - z[1] * z[1] + 1;
            double im = 2 * z[0] * z[1];
            return new double[] {4 * (z[0] * re + z[1] * im), 4 * (z[0] * im - z[1] * re)};
        });
    }

    @Test
    void java_isThatOfThePage() throws IOException {
        String here = withoutBlanks(Files.readString(Path.of("src/test/java/org/sgvae/VerifyYourGradientsTest.java")));
        List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("src/site/markdown/verify-your-gradients.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(5).allSatisfy(block -> assertThat(here).contains(withoutBlanks(block)));
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }
}
