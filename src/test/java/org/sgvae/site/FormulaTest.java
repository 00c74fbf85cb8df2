package org.sgvae.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FormulaTest {
    @Test
    void fences_areOperators() {
        assertThat(Formula.toMathml("f(x)", false))
                .contains("<mrow><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo></mrow>")
                .doesNotContain("mfenced");
    }

    @Test
    void nestedFences_areOperators() {
        assertThat(Formula.toMathml("f([x + (y)])", false))
                .doesNotContain("mfenced")
                .containsOnlyOnce("<mo stretchy=\"false\">[</mo>");
    }

    @Test
    void commasBetweenArguments_stay() {
        assertThat(Formula.toMathml("p(x, y, z)", false).replaceAll("<[^>]*>", ""))
                .isEqualTo("p(x,y,z)");
        assertThat(Formula.toMathml("p(x, y \\mid z)", false).replaceAll("<[^>]*>", ""))
                .isEqualTo("p(x,y∣z)");
    }

    @Test
    void fencesAroundFractions_areTall() {
        assertThat(Formula.toMathml("(\\frac{a}{b})", false)).contains("<mo stretchy=\"true\">(</mo>");
    }

    @Test
    void minusAndBar_areThoseOfMathematics() {
        assertThat(Formula.toMathml("\\bar x - 1", false))
                .contains("<mo>−</mo>")
                .contains("<mo>¯</mo>");
    }

    @Test
    void romanWord_isUpright() {
        assertThat(Formula.toMathml("\\mathrm{KL}(q)", false))
                .contains("<mi mathvariant=\"normal\">K</mi>")
                .contains("<mi>q</mi>");
    }

    @Test
    void functionName_hasSpaceBeforeItsArgumentOnly() {
        assertThat(Formula.toMathml("\\log q", false)).contains("<mi>log</mi><mspace width=\"0.167em\"/><mi>q</mi>");
        assertThat(Formula.toMathml("\\log(q)", false)).doesNotContain("mspace");
    }

    @Test
    void expectation_isDoubleStruckE() {
        assertThat(Formula.toMathml("\\mathbb{E}[f]", true))
                .contains("<mi>&#120124;</mi>")
                .contains("display=\"block\"");
    }

    @Test
    void unknownCommand_isRefused() {
        assertThatThrownBy(() -> Formula.toMathml("\\nosuchcommand x", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nosuchcommand");
        assertThatThrownBy(() -> Formula.toMathml("\\frac{a", false)).isInstanceOf(IllegalArgumentException.class);
    }
}
