"""The closed vocabularies of the contract, each value with its meaning."""

from __future__ import annotations

from cleaner.described import Described


class Mode(Described):
    """Which language pipeline runs."""

    FAST = "fast", "Vocabulary and rules only."
    FULL = "full", "Adds the statistical entity recogniser."


class SectionKind(Described):
    """What a section is about."""

    LEAD = "lead", "Text before the first heading."
    OVERVIEW = "overview", "What it is."
    SYMPTOMS = "symptoms", "Signs and symptoms."
    CAUSES = "causes", "Causes, inheritance."
    RISK_FACTORS = "risk_factors", "Who is at risk, and how many people have it."
    DIAGNOSIS = "diagnosis", "Tests and diagnosis, stages."
    TREATMENT = "treatment", "Treatment and management."
    DOSAGE = "dosage", "How much to take, and how."
    SIDE_EFFECTS = "side_effects", "Side effects."
    OVERDOSE = "overdose", "Too much, and toxicity."
    WARNINGS = "warnings", "Warnings, precautions, safety."
    INTERACTIONS = "interactions", "Interactions with medicines and foods."
    CONTRAINDICATIONS = "contraindications", "Who should not take it."
    PREVENTION = "prevention", "Prevention."
    OUTLOOK = "outlook", "Prognosis."
    COMPLICATIONS = "complications", "Complications."
    USES = "uses", "What it is used for, benefits."
    HOW_IT_WORKS = "how_it_works", "Mechanism of action."
    PREGNANCY = "pregnancy", "Pregnancy and breastfeeding."
    NUTRITION = "nutrition", "Food sources, diet."
    RESEARCH = "research", "Studies, trials, evidence."
    FAQ = "faq", "Questions with their answers."
    SEEK_CARE = "seek_care", "When to see a doctor."
    CONCLUSION = "conclusion", "Sums up."
    DISCLAIMER = "disclaimer", "Says what the page is not."
    REFERENCES = "references", "Sources."
    BODY = "body", "A section of the article no other kind fits."


class EntityLabel(Described):
    """Kinds of health mentions."""

    CONDITION = "CONDITION", "Diseases, disorders, injuries, pathological processes, pregnancy."
    SYMPTOM = "SYMPTOM", "Signs, symptoms, complaints."
    DRUG = "DRUG", "Medicines by generic, brand or class name; vaccines; hormones given as treatment."
    NUTRIENT = "NUTRIENT", "Vitamins, minerals, macronutrients, amino and fatty acids."
    SUPPLEMENT = "SUPPLEMENT", "Herbs, botanicals, probiotics, other supplements."
    CHEMICAL = "CHEMICAL", "Hormones, metabolites, proteins, biomarkers, toxins."
    FOOD = "FOOD", "Foods, drinks, diets."
    ANATOMY = "ANATOMY", "Organs, tissues, cells, body systems and fluids."
    PROCEDURE = "PROCEDURE", "Treatments, surgery, therapies, exercise as an intervention."
    TEST = "TEST", "Laboratory tests, imaging, examinations."
    POPULATION = "POPULATION", "Groups of people by age, sex, condition or state."
    ORGANISM = "ORGANISM", "Pathogens, microbes, other organisms as cause or carrier."


class Polarity(Described):
    """Whether the text denies a mention."""

    AFFIRMED = "affirmed", "Not denied."
    NEGATED = "negated", "Its presence, occurrence, use or causation is denied."


class Certainty(Described):
    """Whether the text commits itself."""

    CERTAIN = "certain", "Stated plainly."
    HEDGED = "hedged", "The object of an uncertain claim: may cause, linked to, suggests."


class Temporality(Described):
    """When."""

    CURRENT = "current", "Now, or at no stated time."
    HISTORICAL = "historical", "A history of it."


class Experiencer(Described):
    """Whom a mention concerns."""

    SUBJECT = "subject", "Whom the text is about: the reader, patients, a population."
    OTHER = "other", "Somebody else, such as a family member."


class DoseKind(Described):
    """What a dosage statement does. The first that fits, from the top."""

    UPPER_LIMIT = "upper_limit", "A maximum: UL, not to exceed, limit to."
    RECOMMENDATION = "recommendation", "What a body or an author says to take: RDA, AI, guideline, advice."
    LABEL_INSTRUCTION = "label_instruction", "Directions of a drug label or dosing section."
    INTERVENTION = "intervention", "What was given in a study, case or trial arm."
    CONTENT = "content", "The amount in a food, tablet, vial."
    OTHER = "other", "Reported intakes, thresholds, conversions, tests."


class DoseStep(Described):
    """Which part of a schedule an amount is."""

    LOADING = "loading", "A larger amount to begin with, meant to fill the body's stores."
    INITIAL = "initial", "The amount to start with."
    INCREMENT = "increment", "By how much a dose is raised."
    DECREMENT = "decrement", "By how much a dose is lowered."
    MAINTENANCE = "maintenance", "The amount to stay at."
    NEXT = "next", "Follows on an amount named before it (then, followed by)."


class StudyDesign(Described):
    """How the study was made that an amount was given in, as far as its sentence says."""

    META_ANALYSIS = "meta_analysis", "A meta-analysis of other studies."
    REVIEW = "review", "A review of other studies."
    ANIMAL_STUDY = "animal_study", "An experiment on animals."
    RANDOMIZED_TRIAL = "randomized_trial", "A trial whose participants were assigned at random."
    TRIAL = "trial", "Another trial: controlled, open-label, pilot."
    COHORT = "cohort", "People followed over time, or looked back on."
    CASE_CONTROL = "case_control", "People with a condition compared with people without."
    CROSS_SECTIONAL = "cross_sectional", "A survey at one time."
    CASE_REPORT = "case_report", "One patient, or a few."


class IntakeType(Described):
    """Kinds of reference intakes (NASEM)."""

    RDA = "RDA", "Recommended Dietary Allowance: meets the needs of nearly all healthy people."
    AI = "AI", "Adequate Intake: where no RDA could be set."
    UL = "UL", "Tolerable Upper Intake Level: the highest intake a day that is likely to be safe."


class Bound(Described):
    """How the numbers bound an amount."""

    EXACT = "exact", "This amount."
    APPROX = "approx", "About this amount."
    UPPER = "upper", "At most, or less than: `value_low` is null."
    LOWER = "lower", "At least, or more than: `value_high` is null."
    RANGE = "range", "From `value_low` to `value_high`."


class SubstanceSource(Described):
    """How far from the amount its substance was found."""

    CLAUSE = "clause", "In the same clause."
    SENTENCE = "sentence", "In the same sentence."
    PARAGRAPH = "paragraph", "Earlier in the same paragraph."
    HEADING = "heading", "In the heading above."
    TITLE = "title", "In the page's title."
    CONTEXT = "context", "In context given beside the text."
