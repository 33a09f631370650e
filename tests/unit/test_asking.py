"""Questions that lead are named, and open ones are left alone. The questions here are our own."""

import pytest

from jsna.catalogue.asking import read_asking
from jsna.errors import Findings
from jsna.model.asking import ways_it_leads

OPEN = """
What is a usual week like for you?
How do you get to the shops?
What happened the last time you needed a doctor?
Who helps you when you are ill?
Where do you meet other people?
What do you do when the bus does not come?
How did you hear about the food bank?
What matters most to you about where you live?
What would make this easier for you?
Tell me about a day that went well.
What else should we know?
How do people here find out what is going on?
Can you tell me about the first time you came here?
What gets in the way?
Who should be in this conversation that is not?
What have you tried already?
How do you look after yourself?
What do you call the place where you live?
When did you last speak to somebody at the council?
What was that like?
Is there anything you would like to add?
How do you usually pay for heating?
What do you think about that?
What does a good day look like for your mother?
Which words do you use for your condition?
How have things changed here over the last five years?
What did the staff say to you?
Could you describe how you book an appointment?
Who do you trust with something like this?
What do you need when somebody close to you is dying?
How does your family talk about end of life?
What do you do in winter?
Where did you go for advice?
What stopped you that day?
How did you manage?
What has been kept from changing, in your view?
Could you walk me through your morning?
What do your children do after school?
How do you feel about the area at night?
What would you tell a new neighbour about living here?
""".strip().splitlines()

LEADING = """
Would you use a mobile app for this? | presents a solution
Would a new community hub help you? | presents a solution
How useful would a free minibus be? | presents a solution
How likely are you to come to a weekly drop-in? | presents a solution
Should we open the library on Sundays? | presents a solution
What do you think of our draft plan for the high street? | presents a solution
If we provided a shuttle, when would you take it? | presents a solution
Which of these three options suits you? | presents a solution
Do you support the new one-way system? | presents a solution
Would it help if the clinic had longer hours? | presents a solution
How much would you pay for a meal at the centre? | presents a solution
Do you want us to send you text messages? | presents a solution
Don't you think the park is too dark? | asks for agreement
The new surgery is better, isn't it? | asks for agreement
You do agree that walking is healthy? | asks for agreement
Surely everybody should be able to use the pool? | asks for agreement
You feel safe here, right? | asks for agreement
Wouldn’t you say the staff were kind? | asks for agreement
Do you agree that cycling should come first? | asks for agreement
What did you like about our award-winning advice service? | praises or blames
How satisfied are you with the excellent new buses? | praises or blames
How much did you enjoy the session? | praises or blames
How well did the nurse treat you? | praises or blames
What went wrong with the failing hospital? | praises or blames
Why don't you go to the health check? | takes something for granted
Why do people not come to our meetings? | takes something for granted
How lonely are you? | takes something for granted
What problems do you have with your landlord? | takes something for granted
How often do you struggle to pay the rent? | takes something for granted
When did you give up on finding work? | takes something for granted
How difficult is it to get an appointment? | takes something for granted
How has the closure harmed you? | takes something for granted
Imagine you could have anything in this town. What would it be? | asks about what is not so
If there were a bus at night, where would you go? | asks about what is not so
How would you feel if the centre closed? | asks about what is not so
Would you ever complain about a doctor? | asks about what is not so
Do you feel safe at night? | can be answered with yes or no
Have you been to the new centre? | can be answered with yes or no
How easy and cheap is it to park? | asks two things at once
How do you travel, and what does it cost you? | asks two things at once
Where do you go? Who goes with you? | asks two things at once
How can we reach hard-to-reach groups? | labels people
What do vulnerable people need? | labels people
What is it like for people like you? | labels people
How do the elderly get about here? | labels people
""".strip().splitlines()


@pytest.fixture(scope="module")
def leading(checkout):
    return read_asking(checkout / "data").leading


def test_open_questions_are_left_alone(leading):
    assert {asked: [each.kind for each in ways_it_leads(asked, leading)] for asked in OPEN} == {
        asked: [] for asked in OPEN
    }


@pytest.mark.parametrize("line", LEADING)
def test_a_leading_question_is_named_with_a_way_to_open_it(leading, line):
    asked, kind = line.split(" | ")
    found = {each.kind: each.instead for each in ways_it_leads(asked, leading)}
    assert kind in found
    assert ways_it_leads(found[kind], leading) == []


def test_a_script_that_leads_is_refused(checkout, tmp_path):
    text = (checkout / "data/listen/asking.toml").read_text("utf-8")
    (tmp_path / "listen").mkdir()
    (tmp_path / "listen/asking.toml").write_text(
        text.replace("What gets in the way?", "Would you use an app?"), "utf-8"
    )
    with pytest.raises(Findings, match=r"presents a solution.*Would you use an app") as refused:
        read_asking(tmp_path)
    assert "What would make this easier for you?" in str(refused.value)
